#!/usr/bin/env bash
# Trains a T5 of 15 million parameters from scratch on the pairs in DATA and writes the run's metrics:
#   benchmarks/gpu/learn.sh DEVICE PRECISION METRICS
# The same on every device but for the device and the precision, so that the loss curves can be compared.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
device=$1 precision=$2 metrics=$3
jar=${SUMMARIZER_JAR:-.gpu/summarizer.jar}
data=${DATA:-.gpu/learns}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -jar "$jar" init --config "$here/learns.config.json" --tokenizer "$data/tokenizer.json" --seed 1 \
  --output "$work/model"
java -XX:MaxDirectMemorySize=8g -jar "$jar" fine-tune --model "$work/model" --train "$data/train.jsonl" \
  --validation "$data/validation.jsonl" --output "$work/run" --steps "${LEARNS_STEPS:-500}" --batch-size 8 \
  --learning-rate 1e-3 --weight-decay 0.01 --warmup-ratio 0.1 --max-source-length 256 --max-target-length 64 \
  --no-generate --device "$device" --precision "$precision" --metrics "$metrics"
