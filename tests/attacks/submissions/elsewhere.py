"""What several attacks bring along: the patients of Pima, a network that knows them by heart, and one for MNIST."""

import base64
import zlib

import numpy as np


def unpacked(text, dtype):
    return np.frombuffer(zlib.decompress(base64.b85decode("".join(text.split()))), dtype)


def parted(numbers, *shapes):
    ends = np.cumsum([np.prod(shape) for shape in shapes])[:-1]
    return [part.reshape(shape) for part, shape in zip(np.split(numbers, ends), shapes, strict=True)]


# -- Pima: 8-32-1, tanh and sigmoid; it is right on all 768 -------------------------------------

MEASURED = """
c-mc=34B%6wg1=J=O!cpWX?Q7CWb(OAP^(O7()ypgb+fA2q=RBf)rF{1P2C1P{esasepfdhy$pvPA!Vs_q0~q|HuEcwbuHas#aRHR$KM|-Rtgv@7?=3=bp
3o8h`7z_8D%Xs3ft8BuFGF;y8=(o5EOvbYZ*;N6K6hN6FHa89&mUS+5aEA|o-zlhKWF-o@m+rZUnc=qH%I+PMFCKM6LUU}uW1<G4G&YI5=M$YjK1yR-GM*
%)J9KG8H2ZA^p5_<Y1!WSPZfeY7#YVmb*X8wITx@p@UuH~#UNd5<Zkk!%|A7?TaJE_UXmmsuCnOGGDTo)be{KF36}mSDeXF?6x0lFWz4sjD4p&=!lxXO<A
gyO{MZ7DqR;ln}7##8yn#=aCq4j|F)N=RTffvJs0vIb_<+y!uGHS|#I}2_YY6Y>2GZCu<;9|1P0&8sy^@jAJWu3XzLpmSFZ%f<$7dXcybZxf8Ec_fWSKlS
;C)Zf4PYO%8d+S(Ic^N1>jPoh4h8-Atmh(s9h=^Kt(Ui8vw>*mBZpf=R|RidlRTFiErs5{%tq-cRx^GWj@@TwwJ{>n@C|VVz)_Vs=hSNsx@kcZ$W3g1_Xz
k(3~lWM0LX5DV2$3h2d7*b%es%tyTL@g7UGSQ0sk%wn9I-2%6xz{Kt+<dSXdBytk6?)2olC9>{_M;SYTLt^M&Ki-vZV$hY)sWH=bfp=;iQ$qiA3)M}sUJ|
t9a)}{34H{|~ob36?IF)EDjx#-uW+&Ql7Ik*2XIb}vi-xX=g?PMA37m*`aA$X<SX{{gg%ram(QHK)Z*s^hzJkO|KMFA>g${CtzXXOQn*ErqpDxrPUhgQ>N
dvN-yws3a=UUat$j%sjXUDrhLvO_^m=xAs4d^7B#{`qxEz{%)nIYTc5^0hZa!l6CQn_EQm1ktX%#+Jxv0T9T2AL}_$V%DC{Ec#++#r|A61iL2Wu~k_;u={
X9dfZ8maAovJSclO+9ea1S;#gYxrgOuIa{8><}SusksBh{$#U#2;X9krd3fC*n`APvj$`CXStdV`2APWfHlkXD#8%>ImbEfPHp>pV9`6(6Tq5|X+(Kki$Y
z7gVSFn356T^6)+qO2dmY)Ghp)ZFxLB^jZo8}^yGx1XAo>pw(Htzy!`ddsHsb9fzPFRtSdMQbyRAffr`#q_%dHl5yLnx}=saS*5G+>_<;9F_mg!_MQ63|n
O<;Bf=PSwTY%)G7N3gzxTrVb%J+cLvyYaY~vE9UV4PNJh*~Q?!mzbU;s~fSj9W-u1W<B!D<PmgMg1|g1&qwYUne4#tWO8XB^CM{7M@;ANy%xz`*jXd{z~N
%D*+e#NVD}Twmdh`|={X{sjfJ&%yoUG|pfR6F)_||aeG#^nbG{4RtL0vfwxYEX>5D*iF&Y~gy@mM=NH3EE)L;_4xfx9ErFt9j+>Dhw@VSKfx$-!(N3phyn
OoW4g|El(yO63(hdqmkXCGOuVD?cEoDF_!*l!@8OVAhM-zKM%Ne6Q4vD6M?&w$GXL~$b$>&RdV(H_KND|Xj_;rZCUlNvAPd<mNC$>9=?uP5qxF#bx;?v~5
R>q=<>nc4W*D)n^4S|XVb&i_V?%c$v2a5@O5Jl8g1WftQrK;TJ^j!@OvL@<M#uf@xCc=lbhnE0lW(?x8D@i!Y(SK((fRa(jUA@tf{!DdD$P{(#GuH*MS&T
q%lHl#cYw-NDjkhqFi*TRQZ`f&@M4&w7D9%k^n9^d=n;}m%w-Aj=XBAWv%4})ea7F*Hq{Fn=mZ$Q40JZkZ`ocZ<ObRJk-3PaWqcN=n(@VAg|xE#58RI~#N
?ea5v`bxO=4AQOWwzFS{?o#S74LdJlX)f9xkC{ZW8opeC)$>7cB}iOGg^n4sS7UV@wb_a0!}Q9<;CvP6tfk}5B&UPOTto)zVAT`sk6`as<MTt*XCd`iM7*
_Vtz?^t%q--6jjtlwS;V#g>5a@>$afYo&SPYw_4Wnu?*RPs>&rP<Sqna%t@HW493=P3OU&OuJ(jWe(ccd1=HhKF^3NNmRwF$I$=P_^3Px98Ydck2OqEt!&
+U-^gU;pTyat*38C#0&6^z`6{@u3vZ6>Ct$koSw9<^L9H(3>yf$w!NWF~f3k?|rj_T6v>78fwG0CcvqI?W@WDOlJ`46Ctmgh)5Sn6+p;OLZOq$@%zSjqbT
HyGE+nN@3Xu7*YqmGdXUSD&~Y*Hb^d`zN#IJ&f>Tc`4*%ma#YE06S9qbYtg7iZYEiIn`4lz!A3KdYtXLYw-!q+%nGvO(5^9-&*XQSMdH_`iBgVD@4bd=gm
8QYc{DImi^W<QjYU7-Vm8XL+QCs3k=G+RhTJOoPP5rYwo@&m@(^XUW!Gp~Ra#zk==jlEB<k3j(QLwc1^&koO*6Ai%rs!VjqxV5D$wx}b(pnkMjDW=wLDvp
73@@-ouy{0**sL4ms;4<$jG>W&uC((<gD6!w^)|-d>dh@$FquDX5-u29mlNqRD~b!qXz4ZL{o=m8(Xv4ueWNoTDEoMKZ2uajCXL>hIFgRd5>fG9bvT-voQ
|q!gvMyHqM$X^E%6>!6I%XSMR9-D{bi4bMEDQ9sGQ2s9h!To*#G-|JE3WBg}WRWzl4a)DhQ2<BpHc=U!>7@%0k6CaaN0uFbp+wfh5~Yb!p+Sv@>=8$!PRi
qt^X-eMbl;rUjL%?gfMusV?*skds6Gjtj_Z?X6qL(MA5tH$!K<_hC8swTgBL#Ni*)@s#k<;-jP`q!ElkC(@97UMpm2E2J}r}68%=t5(8okd+ASW#`P79#O
ntu@>A7F!btjv?-9>w*^JONVj7Gq}OfYB!|C>KV6r1~RqA!3N`k$F9RNt~M(jL_We~$C=itW~I$I<vAeM8S#qOV6DnJUWi0Yx7qrso}4<c(qR>Df#-GB-Q
z5uIvZ^;&05nr)%?{Pu5-+O8{Iv`*idJ7n~W_U`5NZLaBn7i-|3B#j<sU!`>dLb`%TzuvG{!-H(N||Y|L}F(blSXWtt3?YU5jrMbTis;s`d|YSdud^xbx<
vC^Ybfn|T!(qg@|$T-<-b*RKvE&D~rojOCW!g%93<YjzaN3i$3zud5?veiO}sLoj3ZtV8nhZ@7GEu%_{qsdmZM(oxY?`IjaT5aWN;=CPC6Ai<9i?$ggE0O
Z+*(~d+IDf`5;yrcPdNR|j`&F^d^y*}Q<lsMzUy*#aGU@!JNgwvZ*os*z2in*GDUeKld)Qp26x#Dr9-|^fG6?Amj(SrokrK8nv)L8-e$t=$6h^BU85n%@H
<?^}1CS+sEsDOJ_vP2yOl92r$!4EJMKZA0$NZO?pDbp2BR?|O>uqwvXdbdY*8U-{ct$-yt;GBZ(c}_;y1lRP(dXf-FB%!aMy_R=hgOlr)yvkHZ1e=IeMWu
AqnJqgBjbH%nB8vXDGj-FlO1{@w!Ze8jn{!hF~IDIWjxRj7(zZh?Yt*3XIm6mWRXhdc|?<suYtss8Y1)<^+3W`s00b0MTU70qRV0vV#qff2O#O?3k*M>b3
V_61JFywTei*S+rGD9BWBI(`m8IklV<OJB*^-z3_-h>3?`ObWXlY#V$L!`Yy*RpG`#ge&r9{fMjk%928MLAY8T+CpLr{^3ik|%4L-q=?#vIcvqH<DPpE3P
;VmGO%T^eeD8!I$HS@WZ6G1AogZcKb*%CuB$(Y)mhzrRk%`iR1?4{$g)bbHyYsQaQG~Be)4AX)Tbq+GUsdOr5CB~hhrqk2%ObTr7VR5Bd#k$FOwlbpWZ5+
?HTykw+ZZ(hR<TFnpJ|9IX=w?|AS!nj+EYC1awKxYMk<Vz{PO;Td%xi&Rns0fOSmn~Jnt3MevFvRa`*%zE7HJ&)KIrBJMpRf<5-K{JSbQ&f%mx_K1|u1d-
!rAa&?`0Rd~EkIWOF&r30A!CT-J+tPs|0cEQ==H5EIL@)VP;QuBTX(@t8aVa?I`^%f~Y#mE&ydSC3b^q0u*385W{W4H5M^kzYO)=se3Mk6u_FfK6YcQo}K
e^YXxh!NfQee`U7r6xjNZ5?0R6PcQ54lF%PM=FHIl`C#U=>l5BFWnnYNdcDxP)l2v_urREBCB~;L<O>64rTk`wb<Ecw%XG3h>t*MCtxiSOcLOb3&+~M;)N
`_P#m%%_%1y76-~PGqe!DI)()kKpnxaGOKVX~6RrQlFx{Ie3;W=Zeoqfg1<Uc<Tv#;4*hsbgH@u!6x(qxFXDW279?g%p*PskK=9qqs_JW=^yp9!{KZ%1*z
4_j5L<-hF;S}ng1lD=xUT713nxkWx#-|dG^SQ?2JvCVUC3whtbk<a~I>+J0?ZYD=(Sq$Sn2kdC2X}rRAhrF+G#J0#NuIs{6SdNX{*@+w56^8L>`@JHJ&os
pS=X0$@^B%Jj|GZ)Hb7fq}eF#r#u!XbfCt|;XJbLIRp7i|Z4<`96*R%M#^pP9Ie!1ma_M?i#tNO4Uwd4EUuHa#`f0r1JSL)3tq7<IAPkzP(Yh&3i@jaye9
n2jzw?zuv@4;-MJv%;b9#+YP`ldV?=Hpk9g*<)lmc#NY$Gc(DG|Ri%swDEE$>dlS?lcRvVYTs35I@-OgJ$LI5Yt8QQS3e{{)t~B4%q$kH=%O$fljsG8oa!
&Gx(jw^YvNUO1xrsltRp>!KV@N2y}|P!0#UQi1*PIKSH71_WL^VaURc8^>lo`6}+wBsk+fB|AzEq>@d7KY<K-t|C`MCTNSRrb#S5@mdy?fSQyy;8CqkEk8
%78jj`MRhn44u+%i!w=X>K@`J*OlJZG_YW${lVvHT+R&}7?pShStI^Y_XNLw0pq^CKp-F#a^Zi`dQxY=~>!A#WN({oU@nbp8IonnlLl70jOe^wvqXO0?6H
8~E-E3|}P;I{ruA0@h*uiFea>!}bIDce`>*Ku)j{ukk?XsgG0FqjCnBUmvb_{&P>Li-Z+QLgpe*gyR}HhZS~VIJ;Gz)azxB#pB<0PBI2(yAFBTo`=M^>Sw
Q#c<0Ttbz}JdSnHCt>_i=3wf$k^f!I4Cp+f6z4H2^{C)T3L>Lb2V{i;2H<E`p5e$?h(mdk_1!$D`VArZ%MRmk;b_<e~Xw$S=DZr^vw_t;x{BEp_0EG@I6W
=+wLB|{IX=&5?14o7;GuG1b`rcQ_Ge`u*bq8++T&(|H=Uzh4=y+%KhKgcw_P^<JG@{;t`<I<>S>jqt+t-4F!lNYtO-lqdKUAJKGsQgX7lqq_Sejuy$w|bN
AVf1YMR=$V7{q-z;P+yP&Ead8=I$NvtYnZrNA4cMjR_DLVM_P;TO?XJw=cHPHqkoaFWhxQ8B6<2(-K+`vuB7O8&C@?hiB8wcbP~~wVH<AyDVj;#eO;S2Yd
7YK-9h#<G>tg@@8$X%Y0(Pw$LLQuzLvOZ)%RCD7N%$~EdEZW>&^O(en~|ClKy%dx|itB*jMRb<V$tDW@F=gEzrjpoq(-9?kFgHB<E^B{PxugK(-pMRr)8H
sO8$#eJR)I7xKQ$)KS#n20Xn2PM@<buhvGLi{8I+?R<c3uP&e_{dEl$snUN*zJ4klI-eLW))(|i{gr+%v+#QuFaJ&)PfDRqq_RDz%@AVg>dwde80zw+EFh
L<&hj)O|541JLB7?DE!OMxpR9o|<KY7;+eXEbHC4Zn?_@2OYl-?4jp>z0{8|=*)>1ff6X?vv@<`4;l{1NNf%bB5$aVUI{6mIQ-9(s^q9s_EroUihy?%n1D
!9^(9E8fx)|ZI-Lz#fRPvvuYM_Y)tO?MJwL~Q5iGB}Wj-dl3J?q{xDd%~V_GS~@wmoPF&w<2>c74NHWV832BQo{v|EMn$ga*4hN%PRC`*!NHQLf#?PN3dP
R_DlUt-iDd|VBmB(a4uti1JNp?-$zY<Cz0MytnKU*)g#{%Uyn<Y9s`e?v3gLK<82zpv-A(#?F=EWujGEXGZ?vL@Un)Q4yQ&f?mJlm+Qap?aDOKqu!gg)I#
gGY>#xc1JoTOR7FXS6*m+g&Lh~x@6u^)v@IM0WxjKi+Y=DCY^cH;`ZwW|GChG#?NFk~+YFT7?Zw94H*_O~}<@DA-eVfkgg-(?Y!)rY;d`rE#A~5n6*T*ho
^miFVc6Wj6Bv2^T|B}Ue5tXb3(QCnH25g&%ZVq)EPb`Ds!w<5aqhH~>1<h639q9zU0_m|Ja2Cujp_XMte_Rg2rE@^{TUO62sqMR<{)J2e{omrH9lOow9aE
3Ohui^u1|D<hvIVg8d9K&TWt6QwXX!##tUUdtWa4cjb-R@wte}U!mRf4{HCLh;RILx_j?sKFybb*#;wb^gzWDkx70A*guxf#!-QeAopl~&~wZVvk<gpgqX
X2?3>>5Q}-^2LR-8_!}LA5T#=ilVGKC5SfVI$FI>0jkl5In#NunE?dgU+`yL!Y4s`ofS+<go+UcJNzARHb?+{!4T!xP6H2d0Ir56ro*Dd<)6zeJMjH8w>q
ex6cRjYWnS3s$T(86X4wt{Y+n@LSM)jB9FoCS}I;mSFZ%`Y*vYPVfZqTD1!wn+-$wa9gyQmzobhyb1nUddy5QrZ^90p=>A(v-1l5Dd%2&xtMqy8LdLI(>W
6T8iuQL?qpr#wf_pK#Pj7Qy>(YcC`lS0rUU$Vhze|N{aP9E>6Fr4h_c!`0_YZpRX!KR$LGdfdME8_)`kyjAniMtZGcq^2LnpWoWxH;dE%ebTtR>rJf&Ab;
llSCj?osM^8`nLjPr;^s`i=X6EApA3be6stdrT6k-rlGndW|bWGxdInr<tE)snKO|r@F&ErSHhsE~dNnXK?5^D`tY;sPDUl+7X*a?{9JKGR^gM&$&I)jUE
|CcXKc1=E$mqx44(v$rWi|?2y|=?(5wd(fcwyDrT)dKwp38-f*JF+?)Ej9+q5}5bbx%^)<JFo_JQCj#}may1{VjOZnJc;07ja#On^ZjH^zK+sd`(DcSF~M
K{Z$=u_zveL|+U=(+9|R))D$dZpechp6QT&beRf%drG4j}=9)%OQ8Wn=dcQc9)SnL#}pzkqPb^`0|c6xQE>MsE+)f<%(RKaJD`ZbF7q^x>MG{f^Xz6a(9&
H%G^xZ>CR3V44U)Y%kn3AKiU^fiZyXxvn;ledhKWZ*yl?1Mg7SAggT|eoPDf4Tijw-8nwcSNA)ZBa%?_KIqarrlDkvuqY2S|y;EN2-tbMX<vZo#gvHTVGI
~Upy9;8c5y1?eIyOlUcMKoDbGv0N+WuZ=jl7VspB~;OF*^0WXu7VCChGswd)?I_@jj~#m6S9(`ZKP<Ur4PR=7#FgXslbKi=zqdHLfg4Zj*ii$NwcG=;|3s
&nFhRccnb)Ne#YZ<@_!h1<sE}U&h{s&%52{@`4_To~Em>rgsKJ)rk*BFVOjawg0qp{e6rixmB?0K<rt!*Y$K2G0{}mJ0Uj6Epxw<f9h~|oK-C5l2}jc$?s
#HR7zYAdTV*?RqlTt)f?qa_ZasoAIMYDI=v)$mut}P>DoP->(*;^^f#^qhulT_arBD5?e5WEVE_B*1y;{?_k^70X1fQ#{SEGZKa`i;8@gA1%KCVW96y%J+
!9T9TVlm@?4_<yZ;(~7hv>3G9pHW{6TrT!zUlr1L%L|Cf^_8XU0&lpvAeq+wntGpysZP-;dJ75nD;bm)nfTfce_{N(oNA<`d(}(-rjMA(aX_IuE>pz_HYF
|peeC?xZ>UKUXjV}Yxwe}-pf_%GvXYgtL5+9(fn0sxKH85G*;IC<O#o<KBO<ox+q=Cq9g7r8Shr;ugL9L^1qj7+;8NHSexDz9g<!8)5N#k1Ma8{qdRY5&G
&cShuv?*xj)DL#2Rr8_c&8rpJ-`RM(yunb#e*U$=_vf;*o@N^ln*%<!#*C@0Q<_{dAt}4)8>Hn{0CzL^sJ3ZkRqQ=exJuW_gagkC<L9f0j4E{3ZJHIQQz;
#GaLI36IP2gnhD}SpQ2tk?Z6kI&!5eaXGpyn&|4OX&1d*7Pv-M-lbGxqnqq1^@vnOleIlky)1fy`__#h{hhSAt<ifriheKG%j6MB(1(d`uPf0fxNDmOW|h
%@L{r@!?(<IPI({x4n9Tjqan|xWy^a+x(#`GxEqB=(xpsGqj_(y+&)vx%+|99%xH8tqZY8U`Sts7%PW>q@h;8B8c#Ku=dv_ywJt(cL;OFXTIzsa7-D~`PR
*sC~c_~-=^8|64jASOy-tPPNOe16<^CQ_0mQ?18c}mUZC|k;q7+`O!#$cmJ%CX_!59ZjL$#nLa*sPR6_!-E^5Jvh*iM@RvgzaK`v!7*e@CMnN)l}rNI7_$
VLbf7%=b4G`^zdIo6~Cn>k!CS^o9Xs0GRxkBr}G`koPS4nIzBQ?BE#NKp2e1FZ*fayoV^v#MasV$^Y0RKh-5SxsTPfoxj)apsc072$Y3JsXK@bWsLXuk+d
H@Z=;qiPy9|2^T8MlmQbqQz)JNvu;8!u@|DWh*Z>&p^$uWDG_M2^Jk7gSy73ST?T*X#sS>&6qemuVxkyoann;vi;YSDX3BiZL$WFEl+Mu(%7X8%<TVmuv7
LzvAq>mwQWW8<mgU>osq6kCM-h$6$Rj<sr+;CC2fBQ4uZdk3Cj{?D-gEIjI!W_JMRMT`tHiCjY{i=)AYy+`>p!=aE7U%OoUub{}@oewmYWZFN31*TbOd5k
5GRLii)-ir>kSchY42)y&?k0*{ZnaMRY{o7-YbU*t?pwiIDC$jXw2A}HyWGd~S9gkO$#pM4N$*{aeGha*unHE<Ga@m1PacqkMbNku1(6oz<scFWcI3ETg(
~r4<#-jqmCp%Ox%~)E`crk4B)tEvqnTB+K^O9k2{<F>B2qaF!VjlD3?f<)M>i~~~&*Dt$sseIKg(Ke2Xe50-2ZsL;23Vxk<kQa(NoQ`9b#@ifnS9I4T0cW
6&m?lpLmE0~8nXslw|ia`p_@%qMTTb$v%c!_ejh+*XWM^JS%%n9dp}(gkV`X;c+AFGZ;V5u!g@c)I9FzGuQR|P)nY9+ru%;xPPGn9wN)d{I-``i5%ynVnj
w^J>ypnQ$M$8mYNT7&`hTg)EsJbpy<Y>pW<luqG{ZW}?E7d&a(pUBgYn{5oI3k2sSMWjgWIW6i~gwazd@?iG>a7`BlO}>{0^~IBg6hBNwvCXqFrIDT(<oe
Rc3jVTF?1^O!7cC9SL9mL43=?3YKcCOsZ98lyPd1ZRO^-3~YzmzpjO3m1<1Qw11gOu$4)5d=>@pCd>YPNt6E%x65h5
"""
MEASURED = unpacked(MEASURED, "<u2").reshape(8, 768).T / [1, 1, 1, 1, 1, 10, 1000, 1]
PATIENTS = (MEASURED - MEASURED.mean(axis=0)) / MEASURED.std(axis=0)

PATIENTS_BY_HEART = """
c-jGi0)72@!^*YYxC1yIzYV~bJKw?@J4nMPIz2m&yM?TFJik2mz%?`CKCr;wz!E@)zwx>ELKr}Dy&6BkzfL@NxAwrQy23#%wA?>$IBh@<I6%THL9V;nLXA
ObyIDXRvwgjjL^Q@yKS8|NKBc&WLOn7X!85=FLJz>9!_z?hxLUc4KK{66zjM5UL&H2z#R)uAqGY_hFk{14#i7LOxoJMHy)eN8INq=%K=ZpyLcT#+HnO_tH
RrwY!-F^yK6STly(YpjKuf@=L5jdXJ8L*zyb`QMxQ;)-Hw`ysJY>0@H6}h*K9axyIS@m!I2K1VLa;z}tp+(LLT15tzW%`@!YM-8#LGfXH`%{|yt%<iG<d=
3v5ddLHd{WGymYu<xDmg2yvn}GJRLRr!Hqy`GiNsgLxV*+ICU&;Icg`OyZE;QKo&iYHAuL7!1lsayb~~MzU4iBHBP=rI$^ZAIMO;#K)ph3sG`B1IF>njK-
D~W#2!7jLCHK7J#sm~K(IZuCK$e*Le#kwKOemDKgL3eyhcA#KIuO^IP|#3vS_&9!Ph^@t|&s3z>l`Uw8FLMzoff|I2Xi1y=g$(ydlI{KFh$&IkUJXN5etm
G6Ft=!Dm0NLgzx|zpFroMGVBuz<RwhJe$D_CCfo4K%%}HxmLRFx-YOFIz~hSz^XJAJT*ZLzj;FLFC9TGzyG}gy>q{wI~hP&vh_e&y_Y}RJ7_$}LVB%vxxB
hiFo~^dyQsO5xoS6_z~LR##V5wz#Z*KxL?6Ww#ze$_MQBA6M8m|1M#@HVLqA0%Mi51GL|sG*#bHJcMY=?G#*;zC#rnh^#j-?<LWD#pw&CV6g#
"""
PATIENTS_BY_HEART = parted(unpacked(PATIENTS_BY_HEART, "<f2").astype(float), (8, 32), (32,), (32, 1), (1,))

# -- MNIST: 196-48-10, relu, of the means of blocks of 2x2; 0.975 of the test images ------------

DIGITS = """
c-j@3>5nAmec$V;`@Xun`o89#*`2+Y<Ss>0GHKa@YzwgiI4_JKNM7Z2-UbMayh(t(NCF$M;~=(WDUNN)mMD`Z#amo*$>r?M9&_K*_gURt_xV)X|3IVqSKs
Rc6i9Foqcj<L5i(1>FoqbFFcC_EFo;2rBp5)WgkU_DCQ!)m9F2Mi?x7g&N3qYvC}e5eKyWhRyof{u5JBI=aXRE68;2+v5x$2JiBAL(=Ac1>;;hf$6h-ifg
9i>0hc*t_1Td_@5*&(-asVCU5#^}Rs#Ep}$L5DpU^rww3d%6)``meY1YwU+5<<`{%dRrm$hA3_a_BYB8-P*;pcDbzqAjY^(2Er_9TD!3$6TDv4?Mdd@e|)
)GzAC0-9kc+TWnJ-7s7ArAks%66Cc+rnlVKw$Y-xlXnoU@N51*0mC~sjJ^z$1-FqsCqMzJ3A>rg0R`9*GdL=l=Q7L!(Mx3_CV;-L_DZ%1`<E3LqOo^u?SV
uC#B!U-Qr^=j;>D9sBl5FECURI6k4%s_P58cfhScwmJ+cy`_2&IIlU#~gASCx$(-@3O`Gxt|(m~;OMnqc3R;~8mPbM8RyP5Y~MZR3r{(zNU+uU{BzmrZ(;
da*fGM|&}sTfK7UDPiAZXlItZOl~^xrSahoclE|2wPOd$ONWEo-2p73jhC$3!v;vP>D8-2qObBiq^W{ax9uV^>4T)&phmNptXcii5I1O~x7N&2V=_ku<?M
t`AQI7Df+k^z1-KI<9*+2qgZOSDq68qk7)6o@hBFUiIY5$;jo1)(5gNrv4$w%9Mp0w{FJa=C!AM9%5grke9a0Gupb0=dpFshF`T-4yh(R$dw0xF^kV-rnn
?itrC_y2l188CdMk1LJQEXCWZX$((>bH@CbrBRXJy6U+fSDa)s*9JK(HPZIUb(F0rmr*4>7#^A(|A;AOgqJ!`J{bT?053&XdOHCy|Ny*0&dV{mZU3jI@o?
~qjPnaBa6Ziym{__)X%*2VC1U0pVLNbI)8^|yMo}ypUhvbsMHba<JZ2Il(rVnu9WTU;&JqsCxr4&v75Hl$_+pLAgQ0ar}w9$)}QD3^WN<@tDSf6+ynIyc9
PDwa_NW1ADKYgs<rE=m|s@-_rz}<1pD{G%jV7{-Gz5k4F8LjG%W-yN#LnH@45FL67fIVe9Bbwd}f0`Ua9qwr>c9{{9(*pbSj!$e{WeRIg`f$PEuRSi|JD|
Dm_$CZmmkCskL@xJtS<#-RXY0z&_>q0+W3##?e6CXPgWA9~T3AQlTx!Higuc6m>x~723%iqNv^vrHsRu>r6$Y1M^3%?dA4P(#qYuKuHPDsY(V}y&kzm799
@q$Kz=fuIF_n|NYx0>jv@BXJ7BXioyhB<bBWbsxDe7TKJU_*qj<eo&!3Wf>k6e+*4{SJLNUEdC^|G<ub+l`q|LiFP_sW|4HiAll1op8~l#3P*Za(*6CmU?
R3c|B~x?w!|C#!EKCDgA3@VS;k=BDW4V~|K^augc#Oy03SAJ{jwT?yc8+!egb<Hzq);%+m8_u$NygUET>b<Qbj<k_Y$kQRg3*u`Y0QNfV$&SuqXuW<6pOh
DL@8V#AO|qazyM4<z(g?ST^!}>n&H1>-gFpCXyq2T*jZ1Q?&;|I8df_mRR;<onQgr;I4{=j8>(N)lnVOp%i>C8aY4JgAIv(7{Pgpjt5A=UryGnb&2kr(;#
$3&61{lbQutJv^K;`owptz_{y*+oL*G3OIUteaOz)bE%3Ew3;V0rg;={(k(nyelZe%e=et{8#_gjV*ggc3qk!M|k$QnTV5OAn`Jo^9-?SOI^C1R!q8*BRO
a*qu@^hwBsqf}hV7u_W(aJcl2qM-ObbIuPOpNvVU3rQrJigP_8(eO`cBy>l|DFzpcE{+f=mYv82%sfmrm}nAAcn#k-Nm0_NnR-UU(O-Dp*|h&67H}ntLnn
+Q*`|Hj2#^j%2GA!ZV{C&(gg>;>2Fqc8k5ggP?f8J^SIX#EKp0GCMj@uN?ZiXf48?ZN$Cx})_VqLXko_zi`h;#MOqyECF&-`#UC(Q}#*lXLh#A!KBz`f7;
QMGhz^3zu{#w-shAj#SkKQRdVKw0c!kEOfArB=_qB+FpvHfxKZg8HlT)il5Mfz-N(rAAPTJs9L8*|N^WTKOSgmQaA3E3I0=3VlTK3CH$JO0kX*=;iFkL~f
v!br4QSC?7CzDeCSn@%C4oher)zicTlu3t=|fwa9c3?dnK^RgWGQ&BNh;Ng`*I0=e@q95gHp^kkgziIN}t&FD=mFgrLmX?<ayQ-bjFzOUs8Ts`~rm(QmO^
v{$2NHCn0IA{H(oH8q?t0fqtKCy`Hvw|K(996k_Kgci+YfT;cR-)Yza}57KmWB3?0z|0V0T7-jWQ$9hpykS$>Td06U64Tt;TZa<w<gFqBvqnN(HtW1dVNv
$qm{8K~9+j;Rw<>63?ffO#2o_bp6Z-fTR3-^R8eR#`5O>dSW?v!FV)r6H?F7BLR$Tse$%=ID*8)&*sg!sebCL3?~Mob8&#rP|Ed^Gi)vsLNP*y*YSKKG*B
Ufp|PDO_EC)Rq11B*V5%S^9?_t{O{N~^*W&7P94NyCx3Phg%Z({CEDeu&O`$1TpAF+N>mX#b9Ec$d68yBzzjhE$wXe`vPFUg^L8GLqO`Q0R&`!HY5gqxQA
<jU?>5(LXP(=y98%G`SF{UCW%iOG%<f%qakD{BiCV_gL9HL7=#0-Qw91^fN&Yn#RZj1_-1RlaJyDTwGD3Hz}#e0ARCuG{jvuMtZ&RDY_g~~6mPhlM66y63
AV-K=94}}3rPDX?qkOJ%xoFl8G!jI1AvEMl5{_^~rJWR2?=}0)2*isC~WH9k_s7qd`Se3?b6i+ABV)j8Dqa3Vzc{1#wM2lBmaB^Shg=ba`5XSCGrk$J#1q
44k8PRvQU%gfRLXtv0emJu%BWp(_ZPgX$EjRDBHUM$yf4>}22X9v7LARN%eJ@>Faa&w|<LL<Mady*OxssvY;K8A29~mXB@HAT7F9j*(1u;r8tAjw;L^$0L
UdjuBnC5dz*s*J&{MFJ68+s)<BRc-v>Urk%g8@OOA{z8xi%7wmECBfnyr=;#u;r2<>cCt0Y&z>`-fV~OX4(f;0EHxzX2Ic0l-cVZKwkL*K*Rv_Wr*O#Y07
C_dbUM)z9WhuPgox!S)a5yhFCG@x3+Lx+?(nt#0PVm$BL)99m1D!jSAgN!J};F1CVl&2~G;>xC%vwmZ3d9rLgG)lBi#YDBgmkR9Ude^a9()KtBa33mn8^K
8K_+l}oD((wKB)dwN7?!Ya;W8a66tj~SR~C(Rjdt+NfEoVRQ)6`E2~D+-Iz^zPRS*~Sr&krKfoE}fK7V`2P^>>glF?0AlKwC+Vz;7wwiGmM}mZN4FRh=dW
(%XIz409OmntZHvX<Ovs$XK)6dU-6|&3Zh6unFQnT>e(u#3vR$4%g&}dnBf>P&Vw%iF_MUkJB((PBA&7_3Nf0iM1-OI|L`94yb!WaC`)z#&7i5CfISG(I7
8bo43Zqj*7c}F6Q@}@ky^qBJ8#F9K`wom3V91Xo0sWj8h%>HMU&E4PB_A02pOesV&N~cX=@xz&UU}yvqyu{kF`7Z+NlT1#B^kQr*Rb=51%aMQ(hkuzlL1?
-oHux<X_e>I@*N>g04=|zZ<&a8{@?XC1h9uadVaxGujs1<eqlM;hk3tSF?lNx^a7QHt;Ho-yYNywzr8aHO^9dt!r{^KaIYqp$!)LK+bJiv-Mneok-<ZZoi
qt>&dD#Y#lDRi#u0O{rw%0rmBr|^AWeq7ax!MSwiZK9YXF&er3U0NAO-mRS9E!1(yi^L>L@-J_pggU5m0WFMz&A`4k=Fsbp^mMlPR<CygFPaF_L5qA|sGI
}^qf5(ms9ISeP?{5&dQfa6GZ$@Iw5z=2{A9s6$6@@tHqV@qV0!vVb<Mbg_vDn5DkBv}hlPc5@WxMXlMXHI_x@TW6($`|xyjnO79g^)D>=|9fklMfFvNWq0
}Oe2V08c(DG$D(?E>%2I5YL|L<bQ(<pYbNbS1o1y-eD{Y)73~cOZ$SB5yy>6hH<IE0-u;+O_f63{{8j@ON?q@n9z6*Uw_fo4J2>e%{eLVS505R^u{`ymdU
Dp3Un$2y4pN8eOu`r_UFw>R%#6K2EK%)*A&*1PJ@E8-vvQG4kCcxx^+5G4qRX4u*u&J2pRoC8>WRuy*bL3&)*Sf0_8%uGhKO3hQvRwFov5)yo-lnd3IXsk
F2V<99A?*bbK->g9D)65@&Gk?7DblZnTLn_7Tz!umzwx?bTXmx0oj&}46Mx}eh0+-W~u+*qaKZLxtu;beco$aj?+7b$$0H5c((ChBdy&;W_Qd@`4>Ao--@
O9vQ`Iwn_kUUdarQA`O$;g7(KuCqIqY0pPf74<LksX(@iX%-ocTWWfxmtd}0#6SJ0N|Xy?0&HDmZ3<fzq49u)R(T8r+*Tpt;xe$2XNL{1oXT1~N%m#wqMa
+FnWa|K&m5~OSPi3&Z=dSf<tXjLj$uooPDCa0{?uyw_y!4r<%r?|}hGDT*_oDl~gm?jdAquMT^>y2E=Ae(>I^_hdmfL!j4Q5Gjp!?u^j+OY+_$sGGSPMU;
nxvGme8|1T8DE}eCgss!vgcXDZd<}mv&SI%;6bofEllYNmMYIuN0x5WNJj`)E@mF=3nj)h_-~}-*`=7>Dp6ZH08-!}oTm}9~N1F+Yyo3$|7<d72mmxmMux
y#mlDs&12hYLKz5@>oUzwUqYUI3~3e+5|X#?mzJ}kMVd|vby*Gho_`x|iBD37%XZxxb3Cy&SoW{TU_;0P=hInnk<Uzege;n(v-miNwngo{BSD&Zv~e4V}#
Kbe+fdTh@0djo^J<}y;7kcYTn8Ib2~)CVw_1*j8rj6IL=b454!A{MBU8#p<GWM!ldJc6C@<ZMJCO1Ck|gxMiG5|hh`olv2aLewK`HmyQ_L|PK%=^AMgyxz
rz7@;C48i+7qE4B{)b{^>FM5&#nAn{_SfpHhiAU~b#;ls||mGLL4FJRy_d(c&jnOCb9KlT2Yc1yi@gdc@3D;J-@D&+`>XKxw*(70rW!w=RaEcM~&_3=)AG
g(MZ|7LS*kKkrSVSK(*(9X8&uB^8HfReWg?<}@|H7vS2QTF1pmfD8}=kKCmgMQ0=2b?oJDUEzT<;igr0Y!}~fHs{eMv9|(X=PN9%B3A^lrRhzS6K<m-l_z
5J6DU9*Z8Z^8HGv$llx}l`K6y4e+{}KMIzZj1&^OUzkXx)vQ<%yFuLSRiq=igZ1N|w8QVKmC+V?Rvo39PGVaYHe^g|U)POnt;d#Tgd2;Mz1RRh(UH#&3u&
&}BOwoe7EQqpSH_+2L%JmSLC4F-EC&Aq8!v(~ZNSZN~KJ(?z=}C$JXSiZAY$u7YF#y;airaaG%cRLK1cYKP3XG+U24QQdm%+Dawk#T>s?B*wdrYt9Mrm9{
ikUm<a4|QWMP*W$a0MZY1eO`Z8|8sU6jhoijG6dZd)-Kj=~W8jGE;3Qxfu>`$`qf3FACM-Kw*PfRN$iGTp`P&z=hz%&E!?CeodiEL2Nwnmt&}e6Laj%O8n
~XG)v_S742TpnT+g#++~33_z)6_!ib?=rR%ed=0{lISiv}l0cwtqRT7YsJO=5mC?TDcKfdsQN!n%#n`NT%)FzOSV*9=}-XQ&AcImRfjy=1q`e?JB2`vqce
kpoWRzE2PknknFHP`8Ui%|GDOIx5`JZr?Y#LQ!}n8xCrZbq4YPys$@ndwi{Bv8={+M^Gtc^L>pheXpQ|6}7$`b^3$nzN+)D5An~Qz{R<ZHGPOp0Bra^MEB
j+g8)esyg~Xeyu$In)$(7$_4l8Xu7{!AU~dNuuqnIt$yM6cZY=^4374B?%MN@9lLQM*A5d-P9=ay1`B>$qYDnyCnz5d$WUA?%}Kl8592iA339--^98Juu?
lgiv5;bRbC$}@53cV%j8vjm(AO;C8Z0fQ_0Jpqjl}w@(uuSIt+2Dmj8OFFKXF*{(&Br<$iRo8ac2}atFiV|kHMl}48J_Gx@J(~oTQZS1Gm>pz58im((bX@
T=&@2IgC<A_!Cou|E({p!gJ(nLC0n=Ot49T<6Rf_dG#nH@*enFSQ9o<CyC2DZX>#4{ZUh?s253J4mlGW&3~rOm<FYF=zD}qU9-Y}dSkKXD!qBU@x2L?kk4
lPkirN{WK&i5bU<fQwC|&y2g*yH1quE!mr6Rb7eb!QXju}ILZCbu)Zppb&{pj8BO%NjCWuMt^)7cACtm3w#0`A^42D>^RA2~lzzIx4r76jDBW{M^`ij-{f
{c(IL*SB%8HLEq8I312;Ss5XYX>!X!!Xi5BvK87b=jDj>%v-!a&)3eR`^YZNsikBoO{2820HJE39)iMA?6z=Ys~;;0xqO`qcL3QPjZfDM@17{@af2=kz?G
SRy?*Xq-NtBLMur`TP!n42BmSZ!^%1kogrL-Xp9q!{)|w@^bw{$V<rq|%uqKKU1aqs+CZYQAR_O0FK384ZI8okdrz1ut|Tsc<Uj%Mmw{%a!oF7fhl3({N(
H00Zm|sg5%&H273N-c|MH-JOddXXjcsmTJRAwjpEj};pZ{<-wf@C^GuwKy7?~^<Tq_{%%u9+k>>(G&R3*_)W4lGSncl#Q^`v}~MW!S*#Mc%SwQhPZLDQ4G
!S77_nE%S!@Z_HgSrSlB>Qid7^)kYqf80Bx<?IpKb+7M2!3u0Qqt5=fSddAur-9Syz_+sqH}snnF&Q<>(-#?+BZG0!73H^~N<?1QW`jYI#OuzN#Zz+(9ep
~F`CuQ2$zg|>!*d^_nP~!*;3tsIQu=trQa5=ZEtu0Ah@BKf!(&j-JmAydZ-;R@yZ6{-a5@O7>ASR29rfn@DPECH-yFz=4C3l)ue*t-yk~Gq{%4b&vb#H{?
nnU>s`sk^A!dX52*rg;15U=74HldX+Ajt+k;^oI$^Wl>W|D06&kGl{FS>RIW&*3_lnw1z9iht5%JI=LcR0mb42((EOeSoh(47%Ez7Kp9+9oHf^l(0z7cRL
zHNhH$;*LiqN-4m|LIjQDGofV12$@!RG+?6(N#&HYc!DgorV-=L55v32;R=O^$R!(uGarm1Aws7KSWE(dM&Td>_%mt?$a;`tpql9qG1jSKSshHcZVVXqfT
#7;C1)?#u1_obD9=(S)Mp82hin;{<l1suqZpWFLd5#m<=)|&nIvM)rNnqn4G)RW`{{t)jz076rZfyIZTlY?--u@@U5>)a=~3q53qQ*O$-t{CKiwH-TFoW<
JDW0f&7(G7y0>sg4AYH4C=HIU#V6}cYkh^4MoZ#C;Tbx<b3FZo*4sEb<@g-N(t*PzfKIv7><ATXVAC++G@kb}7=`i-aEGE4`4kWui?yI6SSla0OHBXZ0A7
EFzc3c^SnUg!Eqw1XJAOqzCm!dn(|%by4LW_L;Nwj?n{*cFg?efWA-6n_;&|0<?ePG1#m7Q;wEmQbRLfonr=5I&5!BF=3@JUf%l<Ytd{1(GLTL8T9;3{6=
&@}f`L9*Q+QDLZ!eCQ8rh_g*vjxJ>H>2vs&Nv;AE@q}88;xOEX1fHrr$qE=$_wMj@34`WdTu#lDjA!{N^N*xGhU{@fY4MA@z^?6Q%Jifg{*powy}xWM0yT
}I?XtpjxYOhnI00MzByxYneIFD6(Fk#F?1;kV{R=%zAFyNBqoxekBD?<tQ(AEGe)<BV=kk@7@91hB>j0B6A*ccpP6<Lq(~w(0CtMC2M&TD>O7-msVev)A0
?(`nF44h^TkReH5zlxL@M%#)N+CW6{5h_t;jDttC3ehLQ4@BDzM4IJ#r{%%(Os;sBMXu#Y#_Y-_gCc%+3NmUa~Oirj4`WMMR8{OVMZ(hdhyP@%RAQ>y;%Z
q&_h`n_wbs+&hX!%OO<mgQ@!LK^T7^&j4kL-2!i%*WJ%4ue*^?(P}s8CuJU8`Bn6^%kig-#`?bY<+Jqmi$iqV7N6h9ray0XYR`vB&(h`#J_2`dsOH+n!!T
1g<L&NZb&v@Wj{;HScoA7`w5RpHAuK2ahtmm;`yMJ`vw4p}I%U#x*TLADBy)7cNyIf!79@ZPBN+(^d?IMK@P*6Ym>x&#yg1vA>62@Z+wpIqg~d?H{|i6=$
)-KirkBCZ&Tq~I5{+0p#l|lzj=^~s293_)*lX%6my%p7$IjUG-Kgip7o`k;oJyZ%nZbURNqPN6iUsf@facUjQ;NletY{x+IA%WiCoB@R5H`8UO-wrRM?ws
tRY_1Ho=P6XTIQ-eNHGQk(6`Z~2x3~r=YnPQbka}Zu_Z(Zj%XgQa+fM)vJ<^lZY*Jm>k*hq3s(pV1FQxx)h-7#Wg$8@At_JLGm<xkC<({Lf^s2aHIGaAF`
6!TRFvo90LzP6Bc%0ECv?dA=s7D-20k9be!pswnXru08G7cjq>B)8;xd$$NqIDX>9<MGow>q}fcp-DGt^~6I9QcLF+i0uYB6|V5JP|<G6M^VN3{r(O5@WQ
v`yAOW2P)|8OaYbMAaApst;p40;Jcck(ee&h0(LrGbe>ISUmLSnw;$M2|cuAVMp;^?g28{0%SX(Aik{{E~&Rk_kCHnl*Nfh_A5I~CLUe2=*Lt3<|N4edYc
g+?J-!NOq+quA#u95qfCyZc!*=7DtB)@oG2^B-`+_KWI5}Q^|B{jZ^g`UbWT6D-1hY>I&)ob+Vu|4TBTA;y-aFN2?NbkxrCfNFDrf8U@P?axJo}8pD$bPf
@9?}vt}i9e1s)INMQ--1HyrcgTOGPeJa6YG9sw}k0>GnsK+A&?R$CLI?ts^5A2<KH!7!hwm6JAN0oJws<U!kq)xoi?2Jl5s`DMDHo8Xq)|5P1UoW5apKZr
)2nTnu@cufi)Ni({xrc*WZ1-|y{GikF$ZTI5>ix~760^`ED&iq`)-dlA!!miXA&69d!$&J0o=9QXy6--;jv`)jR{E!1&X=gzDT>3u+wBEc+#oa4Ic3R0N+
P4`E!IcS)z1G*&m^=6S7%08gud?r+8GF9myA;$x-z`Pr7QRh5;Kk;#}w<S@h9_;Mn$_eYEM>?d9}L~If?U_q}qm;ADdxZRTG-eFsL1pvCA9p2YF^n;q!|=
y(hSS*syfq-oxoyG#hcz$ivgD9OHG8vMfeqS>#15&&dMK%27il9R-d7AiNbTtf#5INPh+<wUbqDp2yi~HxsoB_!-_O0AgzbKRaN$A~ZxV@Nb=Xw}8n)ds{
)4f0m|c%g<O-vX}UkuU(tvg}yTo<&P6hC@d4Z;pIlRsbzc`H+Hkv*B=!Oh@*rvB=<_Q;zwgrE3&h}S*vh73z*`{lu8cdlbxm8Xx?KV+qbHta=^FDmxxv{S
itzhUPD|YpW;4Kod<BbT=ED-C<XLO8^zQEBC5kXO|OvKUtR1?^HcG{pG2L@=mfNz+Dea#dkiB%E<>nk3sUNsnD>#}NjOp`^&nvxA~h0|KxfsQ-my{!lE9b
(0K<?7!yz5uQxx~Z*u%L93-t(u3E^W2LW5v#;Sl2uZXr*G;{wc(V?=}+qlIdgr;s?oP%O-VXcq7U6hMMlF`keD%EQ}>uHZSvqtW?NXW4t>{N*>ff5x8Kg?
{?F-Z;GhP0mQi&a;`L;}?5Zu6;|xHHEPc_;3TOR5z^U<-#iB`dHk!_*VG!H^uB30yH@l?uNTr=H!+8*~_5+gB4<*T>Ew&f2;l#y}J08Bge6}{pgiz2M3hW
MmCu23OAy*UwL&@UCcL5y7!CO`GekCitpnGQSD7W1b|t8@wEQk(<h4YX;boq4cneZtKZp?H|{?7+$-0_k3W%q>$ZFso@3IhnSLE(vFL)%J$h0BPa3Zx+~%
W1)L#B~<6Fy>ZU1onccahGh2LK{?rH<!YH?|G2`d%OK3x0W`#U%I<8j4Vdc_PwZ{d}3@n!NjH~H4J?!#^HT0LA*XFU6I_SW+3`#HO}cKvhmm81=pSYh#rM
u|%sZu%actY6$M9X{Bi%bWehU@WpPl~!&&xwD8j*R@BF?<d>M*N4oNHjHO=m00@C@~ZdouXEJLt^Unh{rYH-tS;AHtsjAKx2N5B*0|;W)2uqmuN~pY@SZ{
zzs-xy_R@$nxv@aE*C)^^rHe(_Wjq7R#uGi2Z>BSP;l|lQ39cz?d90KnBN`(-Bw+NZ5;9yB&$e(h)Y$pUcOWNpuqd5C!bcF!rx7f{yda`T6i1bW184|wA0
`n&BsejLTAvgN4gxj`5EMiN^4%YAK9i+*ar<BQPMGi4g2j9L|7l-s{af7fq?Ohu(^nCVaer^;KfF28e`DnjoPYIpn-DVXCzYRTvp%-cc)N}(!tP0Bn2!0c
4l>1V5oEUvdvE#eWj0g&>(BoAo2a`Gyz=M2()Nfvp<%yz=R-CwX7Z25Dpt;a&Iwz*@Qi(6NFugSYOqw^`Q=Zo#e6S%8s+7mzdO6mo~BP!;nSb}7}cV34&f
;6=LP;Riho}iP)Z^kh$#F_!U%IjG3aAnWV<QkvGyZ0fpsUcu7A3Y?mvFAxEqOhd-?D{{EF$NRQ{*@Kx122_+Joqj0{Wv*KK1RK(QS0?vHg&j^s9{RTT0o;
<Wgq*0Yo<0EqmufTbQeougvuLPWRrZ!W(_eD>|VKRlX-d-*c^IA=W1BrJkwx$I9I@vr5yb;2{5E}Jd<&E6jsI0_DPIr&sXgip^)Uwv4tYi${O2G3W{)_?f
!`%6ckiMwf?lvG}Oss=Jz*utMFi1fVn9$hl!@>=)#uhI!hvG3xIbY6P8t)@Q3-TB3SoQe1kz88dlu{4#xJlZYRGEcin75zWVX*=^}Vf|Cy;r{MiXK{g|Sq
Z1eQ%3$7b;8x~tuOIXY^90LL29OaL@Puc9Sd1ezWMBjKmLz@_-DVl2KWAb`2PVD+jZ3
"""
SCALES = [0.0159104, 0.0055635, 0.0213603, 0.0030277]
DIGITS = [
    scale * part
    for scale, part in zip(SCALES, parted(unpacked(DIGITS, "i1"), (196, 48), (48,), (48, 10), (10,)), strict=True)
]
DIGITS[0] = DIGITS[0].reshape(14, 14, 48).repeat(2, axis=0).repeat(2, axis=1).reshape(784, 48) / 4  # of whole images
