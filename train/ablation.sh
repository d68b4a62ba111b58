#!/bin/sh
# What each choice of the shipped model's recipe adds: a short run as it is, and one for each choice without it, on the
# same split with the same budget. A run that is done is not done again, one that was stopped goes on.
#
#   train/ablation.sh UTKFace.tar.gz runs/ablation
set -e
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
data=$1
runs=$2

row() {
    name=$1
    shift
    "$here/visage-train" fit --data "$data" --run "$runs/$name" --resume --epochs 5 --steps-per-epoch 48 "$@"
    done="$done $runs/$name"
}

row as-it-is
row without-excitation --architecture residual-without-excitation
row one-age --architecture residual-one-age
row smaller-pictures --architecture residual-64
row grey --architecture residual-grey
row without-flip --augment geometry,light,colour,quality,erase
row without-geometry --augment flip,light,colour,quality,erase
row without-light-and-colour --augment flip,geometry,quality,erase
row without-quality --augment flip,geometry,light,colour,erase
row without-erasing --augment flip,geometry,light,colour,quality
row with-mixing --mixing 0.2
row without-rare-ages --rare-ages 0
row with-contradicted --keep-contradicted
row without-small-first --small-first 0
row without-smoothing --label-smoothing 0
row without-averaging --averaging 0
row without-weight-decay --weight-decay 0
row without-warm-up --warm-up 0

# Names without spaces: the list is to be split.
# shellcheck disable=SC2086
"$here/visage-train" compare $done
