"""What the log keeps: a row for each image that was sent, and what people said of the answers. No image, no address, no file name."""

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, ForeignKey, Index, Integer, MetaData, String, Table

metadata = MetaData()

requests = Table(
    "requests",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("endpoint", String(16), nullable=False),  # predict, batch, explain
    Column("status", Integer, nullable=False),  # HTTP's
    Column("reason", String(32), nullable=False),  # "answered", or why not
    Column("version", Integer),  # 0 for a file outside a registry
    Column("arm", String(16)),  # champion or challenger
    Column("content", String(64)),  # SHA-256
    Column("bytes", Integer),
    Column("width", Integer),
    Column("height", Integer),
    Column("format", String(16)),
    Column("label", Integer),
    Column("confidence", Float),
    Column("probabilities", JSON),
    Column("cached", Boolean),
    Column("seconds", Float, nullable=False),
    Column("brightness", Float),
    Column("contrast", Float),
    Column("saturation", Float),
    Column("sharpness", Float),
    Index("requests_by_time", "at"),
    Index("requests_by_reason", "reason", "at"),
)

opinions = Table(
    "opinions",
    metadata,
    Column("request", String(32), ForeignKey("requests.id"), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("right", Boolean, nullable=False),
    Column("label", Integer),  # the class it really was, where the person says so
)
