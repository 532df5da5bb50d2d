"""Writes resources/cuda/signatures.tsv: the version and type parameters of the operators in opset 18.

Needs onnx (1.23.2 was used). kernels.tsv beside it is the CUDA part of ONNX Runtime's docs/OperatorKernels.md
(commit 001d12d2), one line for each operator and range of versions.

    python make_onnx_signatures.py ../resources/cuda
"""
import pathlib
import sys

from onnx import defs

OPSET = 18

# ONNX Runtime's own, as its documentation gives them: domain, operator, version, inputs, outputs.
OWN = [
    ("ai.onnx", "SimplifiedLayerNormalization", 1, "T,V", "V,U"),
    ("com.microsoft", "FusedMatMul", 1, "T,T", "T"),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    kernels = [line.split("\t") for line in (folder / "kernels.tsv").read_text().splitlines()[1:]]
    rows = {tuple(map(str, row)) for row in OWN}
    for operator in {operator for domain, operator, *_ in kernels if domain == "ai.onnx"}:
        if defs.has(operator) and defs.get_schema(operator).since_version:
            try:
                schema = defs.get_schema(operator, OPSET, "")
            except defs.SchemaError:
                continue  # newer than the opset
            inputs = ",".join(i.type_str for i in schema.inputs)
            outputs = ",".join(o.type_str for o in schema.outputs)
            rows.add(("ai.onnx", operator, str(schema.since_version), inputs, outputs))
    lines = ["\t".join(("domain", "operator", f"since, in opset {OPSET}", "inputs", "outputs"))]
    lines += ["\t".join(row) for row in sorted(rows)]
    (folder / "signatures.tsv").write_text("\n".join(lines) + "\n")


main()
