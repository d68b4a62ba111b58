#!/bin/sh
# What each choice of the shipped model's recipe adds: a short run as it is, and one for each choice without it, on the
# same split with the same budget. Pictures and batches are small, as a run of minutes learns more from many small steps.
# A run that is done is not done again, one that was stopped goes on.
#
#   train/ablation.sh UTKFace.tar.gz runs/ablation
set -e
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
data=$1
runs=$2

row() {
    name=$1
    architecture=$2
    shift 2
    "$here/visage-train" fit --data "$data" --run "$runs/$name" --resume --architecture "$architecture" \
        --epochs 6 --batch 32 --steps-per-epoch 160 "$@"
    done="$done $name"
}

row as-it-is residual-64
row larger-pictures residual
row symmetric symmetric-64
row branches branched-64
row without-excitation residual-64-without-excitation
row one-age residual-64-one-age
row grey residual-64-grey
row without-flip residual-64 --augment geometry,light,colour,quality,erase
row without-geometry residual-64 --augment flip,light,colour,quality,erase
row without-light-and-colour residual-64 --augment flip,geometry,quality,erase
row without-quality residual-64 --augment flip,geometry,light,colour,erase
row without-erasing residual-64 --augment flip,geometry,light,colour,quality
row with-mixing residual-64 --mixing 0.2
row without-rare-ages residual-64 --rare-ages 0
row with-contradicted residual-64 --keep-contradicted
row without-small-first residual-64 --small-first 0
row without-smoothing residual-64 --label-smoothing 0
row without-averaging residual-64 --averaging 0
row without-weight-decay residual-64 --weight-decay 0
row without-warm-up residual-64 --warm-up 0

# Names without spaces: the list is to be split.
# shellcheck disable=SC2086
(cd "$runs" && "$here/visage-train" compare $done)
