"""Writes io/summarizer/export/quantization.json: weights quantized by ONNX Runtime's own quantizer.

    python make_quantization_golden.py ../resources/io/summarizer/export/quantization.json

Needs numpy and onnxruntime.
"""

import json
import sys

import numpy as np
from onnxruntime.capi import _pybind_state as native

ROWS, WIDTH, BLOCK = 5, 64, 32


def main(target):
    rng = np.random.default_rng(7)
    weights = rng.normal(size=(ROWS, WIDTH)).astype(np.float32)
    weights[1] = np.abs(weights[1])
    weights[2, :BLOCK] = 0
    weights[3] *= 1e-3
    cases = []
    for bits, quantize in ((4, native.quantize_matmul_4bits), (8, native.quantize_matmul_8bits)):
        blocks = WIDTH // BLOCK
        numbers = np.zeros((ROWS, blocks, BLOCK * bits // 8), np.uint8)
        scales = np.zeros(ROWS * blocks, np.float32)
        zero_points = np.zeros(ROWS * ((blocks * bits + 7) // 8), np.uint8)
        matrix = np.ascontiguousarray(weights.T)
        quantize(numbers, matrix, scales, zero_points, BLOCK, ROWS, WIDTH, False)
        cases.append(
            {
                "bits": bits,
                "numbers": numbers.reshape(ROWS, -1).tolist(),
                "scales": [[float(s) for s in row] for row in scales.reshape(ROWS, -1)],
                "zero_points": zero_points.reshape(ROWS, -1).tolist(),
            }
        )
    golden = {"block": BLOCK, "weights": [[float(w) for w in row] for row in weights], "cases": cases}
    with open(target, "w", encoding="utf-8") as file:
        json.dump(golden, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
