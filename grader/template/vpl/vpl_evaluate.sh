#!/usr/bin/env bash
# Grades a submission in VPL's jail, where its files and these lie in one folder, and leaves vpl_execution, which prints
# the comments and the grade. Where there is no grade, and that is nobody's fault, there is no vpl_execution either: VPL
# shows what is said here as the compilation, and leaves the grade and the number of evaluations as they were.
set -uo pipefail

kit=${RNA_KIT:-/opt/rna} # where install.sh has put it
course=( @COURSE@)
terms=(--require-sandbox) # without it, what a submission runs may reach the grader where the jail closes nothing

# Whatever has one of these names would be run in place of what is left here.
clear_away() {
    rm -rf vpl_execution vpl_wexecution vpl_webexecution
}

fail() {
    clear_away
    echo "No se ha podido corregir, y no es culpa de la entrega: $1. Avisa a tu profesor."
    exit 0
}

# The value of a variable of VPL's. Its file is read and not run, for it holds the names of the submission's files.
value() {
    sed -n "s/^export $1=['\"]\{0,1\}\(-\{0,1\}[0-9.]*\)['\"]\{0,1\}\$/\1/p" vpl_environment.sh | tail -n 1
}

clear_away
[ -f vpl_environment.sh ] || fail "esto no es la carpeta de una evaluación de VPL"

# Of two files of one name VPL takes the teacher's; where the teacher has uploaded none, this would be the student's.
for file in install.sh requirements.txt ${course[1]:+"${course[1]}"}; do
    if grep -q "^export VPL_SUBFILE[0-9]*=['\"]\{0,1\}$file['\"]\{0,1\}\$" vpl_environment.sh; then
        echo "Tu entrega trae un fichero llamado $file, y ese nombre es del profesor: quítalo y evalúa otra vez."
        exit 0
    fi
    [ -f "$file" ] || fail "falta $file entre los ficheros de ejecución de la actividad"
done

work=$(mktemp -d 2>/dev/null || mktemp -d -p "$PWD") || fail "no hay dónde escribir en el servidor de ejecución"
trap 'rm -rf "$work"' EXIT
export HOME=$work # in the jail's own a submission may have put settings of pip or Keras

if [ "$(cat "$kit/kit.txt" 2>/dev/null)" != "@KIT@" ]; then
    kit=$work/kit
    told=$(bash install.sh "$kit" 2>&1) || fail "$(tail -n 1 <<<"$told")"
fi

seconds=$(value VPL_MAXTIME)
[[ $seconds =~ ^[1-9][0-9]{0,5}$ ]] || seconds=240
left=$((seconds - SECONDS - 20)) # to end in order before the jail ends it
[ "$left" -ge 20 ] || fail "el tiempo máximo de ejecución de la actividad, $seconds s, no alcanza: auméntalo"
terms+=(--time-limit "$(printf '%d.%02d' $((left / 60)) $((left % 60 * 100 / 60)))")

status=0
"$kit/bin/rna" grade --submission . --json "$work/report.json" --submitted unknown "${terms[@]}" "${course[@]}" \
    >/dev/null 2>"$work/told" </dev/null || status=$?
told=$(tail -n 1 "$work/told" | sed 's/^rna: //; s/\.$//')
[ "$status" -le 1 ] || fail "${told:-rna grade ha terminado con $status}"

VPL_GRADEMIN=$(value VPL_GRADEMIN) VPL_GRADEMAX=$(value VPL_GRADEMAX) \
    "$kit/bin/rna" report "$work/report.json" --format vpl --submission . --output "$work/result" >"$work/told" 2>&1 ||
    fail "$(tail -n 1 "$work/told" | sed 's/^rna: //; s/\.$//')"
{
    printf '#!/bin/sh\nexec tail -n +3 "$0"\n'
    cat "$work/result"
} >vpl_execution
chmod +x vpl_execution
