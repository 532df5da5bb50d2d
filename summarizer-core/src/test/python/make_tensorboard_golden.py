"""Makes src/test/resources/io/summarizer/report/tensorboard.golden with TensorBoard's own classes.

The values are those that TensorBoardGoldenTest writes. Run in summarizer-core with tensorboard 2.21.0:

    python src/test/python/make_tensorboard_golden.py
"""

from pathlib import Path

import numpy as np
from tensorboard.compat.proto import event_pb2, summary_pb2
from tensorboard.plugins.hparams import api_pb2, metadata, plugin_data_pb2, summary_v2 as hparams
from tensorboard.plugins.text import summary_v2 as text
from tensorboard.summary.writer.record_writer import RecordWriter

TIME = 1_700_000_000.25
GOLDEN = Path("src/test/resources/io/summarizer/report/tensorboard.golden")


def event(step=0, **content):
    return event_pb2.Event(wall_time=TIME, step=step, **content)


def scalar(tag, step, value):
    return event(step, summary=summary_pb2.Summary(value=[summary_pb2.Summary.Value(tag=tag, simple_value=value)]))


def plugin_data(summary):
    """Map entries in the order of their keys, which plain serialization does not promise."""
    data = summary.value[0].metadata.plugin_data
    content = plugin_data_pb2.HParamsPluginData.FromString(data.content)
    data.content = content.SerializeToString(deterministic=True)
    return event(summary=summary)


VALUES = {"learning_rate": 0.0003, "batch_size": 8, "shuffle": True, "fp16": False, "schedule": "linear", "decay": 0}
experiment = api_pb2.Experiment(
    hparam_infos=[
        api_pb2.HParamInfo(
            name=name,
            type=api_pb2.DATA_TYPE_BOOL
            if isinstance(value, bool)
            else api_pb2.DATA_TYPE_STRING
            if isinstance(value, str)
            else api_pb2.DATA_TYPE_FLOAT64,
        )
        for name, value in sorted(VALUES.items())
    ],
    metric_infos=[hparams.Metric(tag).as_proto() for tag in ("validation/loss", "validation/rouge1")],
    time_created_secs=TIME,
)
end = plugin_data_pb2.SessionEndInfo(status=api_pb2.STATUS_SUCCESS, end_time_secs=TIME)
events = [
    event(file_version="brain.Event:2", source_metadata=event_pb2.SourceMetadata(writer="io.summarizer")),
    event(5, session_log=event_pb2.SessionLog(status=event_pb2.SessionLog.START)),
    plugin_data(
        hparams._summary_pb(metadata.EXPERIMENT_TAG, plugin_data_pb2.HParamsPluginData(experiment=experiment))
    ),
    plugin_data(hparams.hparams_pb(VALUES, trial_id="", start_time_secs=TIME)),
    scalar("train/loss", 0, 0.0),
    scalar("train/loss", 5, 2.5),
    scalar("validation/loss", 300, 1e-10),
    scalar("validation/loss", 1 << 40, float("nan")),
    event(7, summary=text.text_pb("sample", "The café closes.")),
    event(8, summary=text.text_pb("samples", np.array([["reference", "generated"], ["", "x"]], dtype=object))),
    plugin_data(
        hparams._summary_pb(
            metadata.SESSION_END_INFO_TAG, plugin_data_pb2.HParamsPluginData(session_end_info=end)
        )
    ),
]
GOLDEN.parent.mkdir(parents=True, exist_ok=True)
with GOLDEN.open("wb") as file:
    writer = RecordWriter(file)
    for e in events:
        writer.write(e.SerializeToString(deterministic=True))
