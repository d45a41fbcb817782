#!/usr/bin/env bash
# Builds the autograder's image: a Python that TensorFlow has wheels for, and the pinned kit.
set -euo pipefail

source=${AUTOGRADER:-/autograder}/source
kit=${RNA_KIT:-/opt/rna}

if [ ! -x "$kit/bin/python" ]; then
    apt-get update
    apt-get install --yes --no-install-recommends python3.12 python3.12-venv
    cd /
    python3.12 -I -m venv "$kit"
fi
cd "$kit"
"$kit/bin/python" -I -m pip install --quiet --require-hashes --requirement "$source/requirements.txt"
"$kit/bin/python" -I -m pip install --quiet --no-deps "@KIT@"
