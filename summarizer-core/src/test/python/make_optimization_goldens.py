"""Writes what PyTorch and transformers compute with schedules, optimizers, label smoothing and frozen parts.

    python make_optimization_goldens.py ../resources/goldens

The goldens of LearningRateTest, UpdateRuleGoldenTest, LabelSmoothingTest (optimization.json) and, from the checkpoints
of make_t5_goldens.py, of OptimizationGoldenTest (t5-*/optimization.json, t5-v1.0/adafactor.safetensors).
Made with torch 2.15.0 and transformers 5.23.0, float32 on the CPU.
"""
import json, pathlib, sys, types
import torch
from safetensors.torch import save_file
from transformers import T5ForConditionalGeneration, TrainingArguments, get_scheduler
from transformers.optimization import Adafactor
from transformers.trainer_pt_utils import LabelSmoother

OUT = pathlib.Path(sys.argv[1])
STEPS = 20

# ---- schedules

SCHEDULES = [  # Java's factory, transformers' name, its arguments
    ("constant", "constant_with_warmup", {}),
    ("linear", "linear", {}),
    ("cosine", "cosine", {}),
    ("cosineWithRestarts(1)", "cosine_with_restarts", dict(num_cycles=1)),
    ("cosineWithRestarts(3)", "cosine_with_restarts", dict(num_cycles=3)),
    ("polynomial(1.0, 1.0E-7)", "polynomial", {}),
    ("polynomial(2.0, 5.0E-5)", "polynomial", dict(power=2.0, lr_end=5e-5)),
    ("inverseSqrt", "inverse_sqrt", {}),
]
SPANS = [(0, 20), (1, 20), (5, 20), (7, 33), (20, 20), (0, 1)]  # warm-up steps, all steps


def rates(name, arguments, warmup, total, peak=3e-4):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=peak)
    schedule = get_scheduler(name, optimizer, warmup, total, scheduler_specific_kwargs=arguments)
    result = []
    for step in range(total):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step < total - 1:  # polynomial divides by zero after a warm-up that lasts the whole run
            schedule.step()
    return result


def schedules():
    return [dict(schedule=java, peak=3e-4, warmup=w, total=n, rates=rates(name, arguments, w, n))
            for java, name, arguments in SCHEDULES for w, n in SPANS]


def warmups():
    """Warm-up steps of a ratio."""
    steps = lambda ratio, total: TrainingArguments.get_warmup_steps(types.SimpleNamespace(warmup_steps=ratio), total)
    return [dict(ratio=ratio, total=total, steps=steps(ratio, total))
            for ratio in (0.05, 0.06, 0.07, 0.1, 0.3) for total in (3, 10, 99, 100, 12345)]


# ---- optimizers alone, on given gradients

SHAPES = dict(matrix=(5, 7), wide=(2, 30), vector=(6,), small=(4, 3))


def initial(generator):
    values = {name: torch.randn(shape, generator=generator) for name, shape in SHAPES.items()}
    values["small"] *= 1e-5  # below Adafactor's second epsilon
    return values


def gradients(generator):
    """Of very different sizes, and one row without any at first."""
    result = []
    for step in range(STEPS):
        scale = 10.0 ** (step % 5 - 3)
        result.append({name: scale * torch.randn(shape, generator=generator) for name, shape in SHAPES.items()})
        if step < 3:
            result[-1]["matrix"][1] = 0
    return result


OPTIMIZERS = {
    "adamW": lambda p: torch.optim.AdamW(p, lr=1e-2, weight_decay=0.01),
    "adamW, other numbers": lambda p: torch.optim.AdamW(p, lr=1e-2, betas=(0.8, 0.95), eps=1e-4, weight_decay=0),
    "adafactor": lambda p: Adafactor(p, lr=1e-2, scale_parameter=False, relative_step=False),
    "adafactor, decay": lambda p: Adafactor(
        p, lr=1e-2, scale_parameter=True, relative_step=False, weight_decay=0.1),
    "adafactor, other numbers": lambda p: Adafactor(
        p, lr=1e-2, scale_parameter=True, relative_step=False, eps=(1e-6, 1e-1), clip_threshold=0.4, decay_rate=-0.5,
        beta1=0.9),
    "adafactor, relative": lambda p: Adafactor(p, scale_parameter=True, relative_step=True, weight_decay=0.1),
    "adafactor, relative with warm-up": lambda p: Adafactor(
        p, scale_parameter=True, relative_step=True, warmup_init=True),
}
STATE = dict(exp_avg="first_moment", exp_avg_sq="second_moment", exp_avg_sq_row="second_moment_row",
             exp_avg_sq_col="second_moment_column")


def optimize(make, start, all_gradients):
    parameters = {name: torch.nn.Parameter(value.clone()) for name, value in start.items()}
    optimizer = make(parameters.values())
    after = {}
    for step, of_step in enumerate(all_gradients):
        for group in optimizer.param_groups:
            group["lr"] = None if group.get("relative_step") else 1e-2 * (STEPS - step) / STEPS
        for name, parameter in parameters.items():
            parameter.grad = of_step[name].clone()
        optimizer.step()
        if step + 1 in (1, 2, 5, STEPS):
            after[str(step + 1)] = {name: flat(value.detach()) for name, value in parameters.items()}
    state = {f"{STATE[key]}.{name}": flat(value)
             for name, parameter in parameters.items() for key, value in optimizer.state[parameter].items()
             if key in STATE}
    return dict(after=after, state=state)


def flat(tensor):
    """The elements in the fewest digits that give the same float32."""
    return [float(str(x)) for x in tensor.flatten().numpy()]


def optimizers():
    generator = torch.Generator().manual_seed(1)
    start, all_gradients = initial(generator), gradients(generator)
    return dict(
        shapes=SHAPES,
        start={name: flat(value) for name, value in start.items()},
        gradients=[{name: flat(value) for name, value in of_step.items()} for of_step in all_gradients],
        runs={name: optimize(make, start, all_gradients) for name, make in OPTIMIZERS.items()})


# ---- label smoothing

def smoothing():
    torch.manual_seed(2)
    logits = (3 * torch.randn(4, 3, 9)).requires_grad_()  # batch, length, vocabulary
    labels = torch.randint(0, 9, (4, 3))
    labels[1, 2] = labels[3, 1] = labels[3, 2] = -100
    runs = []
    for epsilon in (0.0, 0.1, 0.5):
        logits.grad = None
        loss = LabelSmoother(epsilon)({"logits": logits}, labels)
        loss.backward()
        runs.append(dict(smoothing=epsilon, loss=loss.item(), gradient=flat(logits.grad)))
    return dict(logits=flat(logits.detach()), labels=flat(labels), runs=runs)


# ---- five steps of the small T5

def t5(variant):
    expected = json.loads((OUT / variant / "expected.json").read_text())
    source = torch.tensor(expected["source"])
    lengths = torch.tensor(expected["source_lengths"])
    mask = (torch.arange(source.shape[1])[None] < lengths[:, None]).long()
    model = T5ForConditionalGeneration.from_pretrained(OUT / variant).eval()
    return model, dict(input_ids=source, attention_mask=mask, labels=torch.tensor(expected["labels"]))


def train(model, batch, optimizer, smoother=None):
    steps = []
    for _ in range(5):
        output = model(**batch)
        loss = smoother({"logits": output.logits}, batch["labels"]) if smoother else output.loss
        loss.backward()
        trainable = [w for w in model.parameters() if w.requires_grad]
        norm = torch.linalg.vector_norm(torch.stack([w.grad.norm() for w in trainable])).item()
        steps.append(dict(loss=loss.item(), gradient_norm=norm))
        optimizer.step()
        optimizer.zero_grad()
    return steps


def adafactor():
    model, batch = t5("t5-v1.0")
    optimizer = Adafactor(model.parameters(), lr=1e-3, scale_parameter=False, relative_step=False)
    steps = train(model, batch, optimizer, LabelSmoother(0.1))
    save_file({n: w.detach().contiguous() for n, w in model.named_parameters()}, OUT / "t5-v1.0/adafactor.safetensors")
    return steps


PARTS = {"ENCODER": lambda n: n.startswith("encoder."), "EMBEDDING": lambda n: n == "shared.weight",
         "DECODER": lambda n: n.startswith("decoder.") or n == "lm_head.weight"}


def frozen(variant, parts):
    model, batch = t5(variant)
    for name, parameter in model.named_parameters():
        parameter.requires_grad = not any(PARTS[part](name) for part in parts)
    trainable = [w for w in model.parameters() if w.requires_grad]
    return dict(parts=parts, steps=train(model, batch, torch.optim.AdamW(trainable, lr=1e-3, weight_decay=0)))


FROZEN = (["ENCODER"], ["EMBEDDING"], ["ENCODER", "EMBEDDING"], ["DECODER"], ["DECODER", "EMBEDDING"])

(OUT / "optimization.json").write_text(json.dumps(dict(
    schedules=schedules(), warmups=warmups(), optimizers=optimizers(), smoothing=smoothing())))
for variant in ("t5-v1.0", "t5-v1.1"):
    golden = dict(frozen=[frozen(variant, parts) for parts in FROZEN])
    if variant == "t5-v1.0":
        golden["adafactor"] = adafactor()
    (OUT / variant / "optimization.json").write_text(json.dumps(golden))
