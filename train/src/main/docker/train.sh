#!/bin/sh
# What a SageMaker training job runs: fits (or goes on with) the run that lies in the checkpoint folder, then exports and
# publishes its model. Folders and variables are those that infra's training stack sets.
set -eu

if [ "${1:-}" != train ]; then
    echo "usage: train.sh train" >&2
    exit 64
fi
ml=${VISAGE_ML_FOLDER:-/opt/ml}
data=$ml/input/data/utkface
if [ -f "$data/UTKFace.tar.gz" ]; then
    data=$data/UTKFace.tar.gz
fi
run=$ml/checkpoints
models=$(mktemp -d)

trainer() {
    # In the background, as a shell that waits for a program in the foreground would not pass a signal on.
    java -Djava.awt.headless=true -jar "${VISAGE_TRAINER:-/opt/visage/visage-train.jar}" "$@" &
    java=$!
    # Waits once more: the first wait ends with the signal, the trainer when its checkpoint is written.
    trap 'kill -TERM "$java"; wait "$java"' TERM INT
    wait "$java"
}

trainer fit --resume --data "$data" --architecture "$VISAGE_ARCHITECTURE" --epochs "$VISAGE_EPOCHS" --run "$run"
trainer export --data "$data" --run "$run" --name "$VISAGE_MODEL_NAME" --version "$VISAGE_MODEL_VERSION" --to "$models"
trainer publish --model "$models/$VISAGE_MODEL_NAME/$VISAGE_MODEL_VERSION" --to "$VISAGE_PUBLISH_TO"
