#!/usr/bin/env bash
# Measures on a GPU, part by part; README.md beside this file says what and how.
#   benchmarks/gpu/run.sh [--smoke] [PART...]     parts: works training profile state generation learns; none: all
# --smoke runs all of it on the CPU at tiny sizes. Environment variables, with their defaults:
#   RESULTS         the file that results are added to, a line of JSON each: $OUT/results.jsonl, or .gpu/results.jsonl
#   BENCHMARKS_JAR  .gpu/benchmarks.jar, of which our own classes are enough
#   SUMMARIZER_JAR  .gpu/summarizer.jar, slim or whole: the libraries are taken from it
#   PEERS           .gpu/peers, the folder of hf_train.py and hf_generate.py; without it only ours is measured
#   PYTHON          python3, which runs them
#   DATA            .gpu/learns: train.jsonl, validation.jsonl, tokenizer.json, cpu.jsonl (see learn.sh)
#   DEVICE          cuda:0
#   ROUNDS          1: how often the first two cases of training are gone through, ours and the peer's in turn
#   WORKS_SECONDS, TRAINING_SECONDS, ...     the time box of a part
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

smoke=false
if [ "${1:-}" = --smoke ]; then
  smoke=true
  shift
fi
device=${DEVICE:-cuda:0}
$smoke && device=cpu
export SUMMARIZER_JAR=${SUMMARIZER_JAR:-.gpu/summarizer.jar} DATA=${DATA:-.gpu/learns}
# The hub cannot be reached from a measuring machine; doctor would wait for it.
export HF_HUB_OFFLINE=1
results=${RESULTS:-${OUT:-.gpu}/results.jsonl}
mkdir -p "$(dirname "$results")"
peers=(--peers "${PEERS:-.gpu/peers}" --python "${PYTHON:-python3}")
gpu_java=(java -XX:MaxDirectMemorySize=64g -Dorg.slf4j.simpleLogger.defaultLogLevel=error
  -XX:ErrorFile="$(dirname "$results")/crash.log"
  -cp "${BENCHMARKS_JAR:-.gpu/benchmarks.jar}:$SUMMARIZER_JAR" io.summarizer.benchmarks.gpu.GpuBenchmarks)

# Runs a program of the part for what is left of its time. What it writes line by line stays, however it ends.
gpu() {
  local left=$((part_end - SECONDS)) name=$1
  shift
  if [ "$left" -lt 5 ]; then
    echo "{\"part\":\"$part\",\"what\":\"$name\",\"ok\":false,\"error\":\"not begun: no time left\"}" >>"$results"
    return
  fi
  timeout -k 5 "$left" "${gpu_java[@]}" "$name" --device "$device" --results "$results" \
    --seconds $((left - 3)) "$@" 2>"$log"
  local code=$?
  if [ $code -gt 1 ]; then # 1: a measurement failed, and its line says how
    echo "{\"part\":\"$part\",\"what\":\"$name\",\"ok\":false,\"error\":\"ended with exit code $code\"}" >>"$results"
    echo "$part $name: exit code $code" && tail -n 5 "$log" | cut -c1-300
  fi
}

works() {
  gpu command --part works --what doctor --limit 40 -- java -jar "$SUMMARIZER_JAR" doctor --json
  gpu goldens --goldens summarizer-core/src/test/resources/goldens $($smoke && echo --every 32)
  gpu placement
  local output
  output=$(mktemp -d)
  $smoke || gpu command --part works --what quickstart --limit $((part_end - SECONDS - 8)) -- \
    java -jar "$SUMMARIZER_JAR" quickstart --device "$device" --output "$output/quickstart"
  rm -rf "$output"
}

training() {
  if $smoke; then
    gpu training --model tiny --source 8 --target 4 --cases fp32:2,bf16:2 --steps-per-call 2 --measure-seconds 0.2 \
      --peer-steps 1 "${peers[@]}"
    return
  fi
  # The seed's case first; a process for each group, so that a crash costs one group.
  gpu training --cases bf16:32,bf16:16 --rounds "${ROUNDS:-1}" "${peers[@]}"
  gpu training --cases bf16:64,fp32:16 "${peers[@]}"
  gpu training --cases fp16:32 "${peers[@]}"
  gpu training --model t5-base --cases bf16:16 "${peers[@]}"
  gpu training --cases bf16:32 --block-elements 1
  gpu training --cases fp32:32,fp16:16,fp16:64,fp32:64 "${peers[@]}"
}

profile() {
  local sizes=()
  $smoke && sizes=(--model tiny --dtype fp32 --batch 2 --source 8 --target 4)
  # Each node waited for: the GPU's time. Then as usual: the processor's.
  CUDA_LAUNCH_BLOCKING=1 gpu profile "${sizes[@]}"
  gpu profile "${sizes[@]}"
}

state() {
  local sizes=()
  $smoke && sizes=(--model tiny --dtype fp32 --batch 2 --source 8 --target 4 --steps-per-call 1,2
    --traced-steps-per-call 1,2 --measure-seconds 0.2)
  gpu state "${sizes[@]}"
}

generation() {
  if $smoke; then
    gpu generation --model tiny --articles 2 --source 8 --new 4 --measure-seconds 0.2 --dtypes fp32,fp16 "${peers[@]}"
    return
  fi
  gpu generation --beams 4 "${peers[@]}"
  gpu generation --beams 1 "${peers[@]}"
}

learns() {
  local metrics precision=BFLOAT16
  $smoke && precision=FLOAT32
  metrics=$(dirname "$results")/learns.jsonl
  gpu command --part learns --what fine-tune --limit $((part_end - SECONDS - 8)) -- \
    "$PWD/benchmarks/gpu/learn.sh" "$device" $precision "$metrics"
  gpu learns --reference "$DATA/cpu.jsonl" --run "$metrics"
}

# In the order of their worth; the boxes add up to less than ten minutes.
declare -A boxes=([works]=110 [training]=210 [profile]=50 [state]=55 [generation]=65 [learns]=70)
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(works training profile state generation learns)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for part in "${parts[@]}"; do
  if [ -z "${boxes[$part]:-}" ]; then
    echo "unknown part $part; expected ${!boxes[*]}" >&2
    exit 2
  fi
  box=${part^^}_SECONDS
  part_end=$((SECONDS + ${!box:-$($smoke && echo 600 || echo "${boxes[$part]}")}))
  "$part"
done
echo "results: $results, $(grep -c '"ok":true' "$results") of $(wc -l <"$results") as expected, $SECONDS s"
