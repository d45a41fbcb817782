#!/usr/bin/env bash
# Installs the pinned kit. Run once by root on the execution server, it goes to /opt/rna, and no submission has to wait
# for it; otherwise vpl_evaluate.sh has it installed for each of them.
set -uo pipefail
umask 022 # whoever is in the jail must be able to read it

here=$(cd "$(dirname "$0")" && pwd)
kit=${1:-/opt/rna}

fail() {
    echo "$1" >&2
    exit 1
}

mkdir -p "$kit" && cd "$kit" || fail "no se puede escribir en $kit"
why="el servidor de ejecución no tiene Python 3.11, 3.12 ni 3.13"
for python in $(type -aP python3.12 python3.13 python3.11); do
    [ -x "$kit/bin/pip" ] && break
    why="al Python del servidor de ejecución le falta venv o pip: instala ${python##*/}-venv"
    "$python" -I -m venv --clear "$kit" >/dev/null 2>&1
    case $(readlink -f "$kit/bin/python") in
        "${HOME:-/root}"/*) # whoever is in the jail may not run it
            why="el único Python 3.11, 3.12 o 3.13 está en una carpeta personal: instala uno para todos"
            rm -rf "$kit/bin"
            ;;
    esac
done
[ -x "$kit/bin/pip" ] || fail "$why"
pip=("$kit/bin/python" -I -m pip install --quiet --disable-pip-version-check)
# Without a network pip would try for a minute.
{
    "${pip[@]}" --retries 1 --timeout 10 --require-hashes --requirement "$here/requirements.txt" &&
        "${pip[@]}" --retries 1 --timeout 10 --no-deps "@KIT@"
} >&2 || fail "el servidor de ejecución no ha podido instalar el corrector: quizá no tiene red; instálalo en él con install.sh"
echo "@KIT@" >"$kit/kit.txt"
