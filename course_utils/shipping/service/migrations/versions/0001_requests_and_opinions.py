"""The first tables: requests and opinions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "requests",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("endpoint", sa.String(16), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("arm", sa.String(16)),
        sa.Column("content", sa.String(64)),
        sa.Column("bytes", sa.Integer),
        sa.Column("width", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Column("format", sa.String(16)),
        sa.Column("label", sa.Integer),
        sa.Column("confidence", sa.Float),
        sa.Column("probabilities", sa.JSON),
        sa.Column("cached", sa.Boolean),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("brightness", sa.Float),
        sa.Column("contrast", sa.Float),
        sa.Column("saturation", sa.Float),
        sa.Column("sharpness", sa.Float),
    )
    op.create_index("requests_by_time", "requests", ["at"])
    op.create_index("requests_by_reason", "requests", ["reason", "at"])
    op.create_table(
        "opinions",
        sa.Column("request", sa.String(32), sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("right", sa.Boolean, nullable=False),
        sa.Column("label", sa.Integer),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("opinions")
    op.drop_table("requests")
