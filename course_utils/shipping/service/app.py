"""The web application: the page, the API, and what those who watch it read."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from fastapi import FastAPI, File, Request, Response, UploadFile
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from numpy.typing import NDArray

from course_utils.shipping.formats.kinds import ShippingError
from course_utils.shipping.service.answers import (
    Batch,
    BatchItem,
    DriftReport,
    ExperimentReport,
    Malformed,
    Opinion,
    Prediction,
    Refused,
    drift_report,
    experiment_report,
    prediction,
)
from course_utils.shipping.service.core import Service
from course_utils.shipping.service.doorkeeper import Doorkeeper, said
from course_utils.shipping.service.errors import tell_errors
from course_utils.shipping.service.intake import RefusedError, refused
from course_utils.shipping.service.log import LogError
from course_utils.shipping.service.metrics import CONTENT_TYPE
from course_utils.shipping.service.page.page import page
from course_utils.shipping.watching.experiment import compare

_logger = logging.getLogger(__name__)
_PAGE = Path(__file__).parent / "page"
_REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": Refused, "description": what}
    for status, what in {
        400: "No image, or a form that cannot be read",
        408: "The upload was too slow",
        413: "Too long, too many pixels, or too many images",
        415: "No image",
        422: "Damaged or too small",
        503: "Come back after the seconds of Retry-After",
    }.items()
}
_REFUSED[422]["model"] = _REFUSED[400]["model"] = Malformed
_UNKEPT: dict[int | str, dict[str, Any]] = {
    **{status: _REFUSED[status] for status in (408, 413, 503)},
    400: {"model": Malformed, "description": "No JSON"},
    404: {"model": Refused, "description": "No such answer"},
    422: {"model": Malformed, "description": "Not as described"},
}
_SAFE = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def create_app(service: Service) -> FastAPI:
    """Build the application around a service.

    Parameters
    ----------
    service : Service, that this application starts, and stops when it ends

    Returns
    -------
    FastAPI
    """

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        service.batcher.start()
        watch = asyncio.create_task(_watched(service))
        try:
            yield
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
            await service.stop()

    app = FastAPI(
        title="Petals: a prediction service",
        version="1",
        description="Answers photographs with the classes of a network. Nothing of a photograph is kept but its hash and four numbers.",
        lifespan=life,
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
    )
    app.state.service = service
    app.add_middleware(Doorkeeper, service=service)
    app.mount("/page", StaticFiles(directory=_PAGE / "static"), name="page")
    _pages(app, service)
    _predictions(app, service)
    _reports(app, service)
    tell_errors(app, service)
    return app


def _pages(app: FastAPI, service: Service) -> None:
    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    async def start(request: Request) -> HTMLResponse:
        wanted = request.query_params.get("lang") or request.headers.get("accept-language", "")
        return HTMLResponse(page("ko" if wanted.lower().startswith("ko") else "en", service), headers=_SAFE)

    @app.get("/healthz", tags=["watching"])
    async def healthy() -> dict[str, str]:
        """Say that the process is alive."""
        return {"status": "alive"}

    @app.get("/readyz", tags=["watching"], responses={503: {"description": "Not now"}})
    async def ready(response: Response) -> dict[str, Any]:
        """Say whether images are answered: the network is loaded, the log can be written, and nobody is stopping the service."""
        writes = await service.read(service.log.answers)
        if not writes or service.stopping:
            response.status_code = 503
            response.headers["Retry-After"] = str(service.retry_after())
        return {"log": writes, "stopping": service.stopping, "version": service.experiment.champion.number}

    @app.get("/metrics", tags=["watching"], response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    async def metrics() -> Response:
        """Write counters and times for Prometheus."""
        service.metrics.unwritten.set(service.log.unwritten)
        return Response(service.metrics.page(), media_type=CONTENT_TYPE)


def _predictions(app: FastAPI, service: Service) -> None:
    @app.post("/api/predict", tags=["predicting"], responses=_REFUSED)
    async def predict(request: Request, image: Annotated[UploadFile, File(description="JPEG, PNG, WebP …")]) -> Prediction:
        """Answer one image."""
        return prediction(await service.answer(await image.read(), "predict", _began(request)))

    @app.post("/api/predict/batch", tags=["predicting"], responses=_REFUSED)
    async def predict_batch(request: Request, images: Annotated[list[UploadFile], File(description="Several images.")]) -> Batch:
        """Answer several images; one that is refused does not stop the others."""
        most = service.settings.most_images
        if len(images) > most:
            problem = refused("too_many_images", images=most)
            service.refuse("batch", problem.refusal, _began(request), {})
            raise problem
        contents = [await image.read() for image in images]
        return Batch(images=await asyncio.gather(*(_item(service, content, _began(request)) for content in contents)))

    @app.post(
        "/api/explain",
        tags=["predicting"],
        response_class=Response,
        responses={
            **_REFUSED,
            200: {"content": {"image/png": {}}, "description": "A heat map, to be laid over the image"},
            404: {"model": Refused},
        },
    )
    async def explain(request: Request, image: Annotated[UploadFile, File(description="JPEG, PNG, WebP …")]) -> Response:
        """Show where the network looked, by Grad-CAM; X-Label names the class."""
        label, found = await service.explain(await image.read(), _began(request))
        return Response(_as_png(found), media_type="image/png", headers={"X-Label": str(label)})

    @app.post("/api/opinions", tags=["predicting"], status_code=201, responses=_UNKEPT)
    async def opinion(said: Opinion) -> dict[str, str]:
        """Keep what somebody says of an answer; the last word counts."""
        if not await service.read(service.log.judge, said.id, right=said.right, label=said.label):
            raise refused("unknown_answer")
        service.metrics.opinions.labels(said.right).inc()
        return {"status": "kept"}


def _reports(app: FastAPI, service: Service) -> None:
    @app.get("/api/model", tags=["watching"])
    async def model() -> dict[str, Any]:
        """Show the card of the version in use."""
        champion = service.experiment.champion
        card = champion.card
        metrics = {
            name: {"value": metric.value, "interval": metric.interval, "images": metric.total} for name, metric in card.metrics.items()
        }
        shown = {"name": card.name, "classes": card.classes, "side": card.side, "parameters": card.parameters, "made": card.made}
        told = {"purpose": card.purpose, "limits": card.limits, "data": card.data, "recipe": card.recipe, "versions": card.versions}
        return {"version": champion.number, "format": champion.runner.format, "metrics": metrics, **shown, **told}

    @app.get("/api/drift", tags=["watching"], responses={503: _REFUSED[503]})
    async def drifting() -> DriftReport:
        """Compare the newest answers with what the model card remembers."""
        return drift_report(await service.drift())

    @app.get("/api/experiment", tags=["watching"], responses={503: _REFUSED[503]})
    async def experiment() -> ExperimentReport:
        """Compare the two versions in use by what people said of their answers."""
        running = service.experiment
        versions = {"champion": running.champion.number, "challenger": running.challenger.number if running.challenger else -1}
        tallies = await service.read(service.log.tallies, versions)
        return experiment_report(running, tallies, compare(tallies["champion"], tallies["challenger"]))


async def _item(service: Service, content: bytes, began: float) -> BatchItem:
    try:
        return BatchItem(status=200, prediction=prediction(await service.answer(content, "batch", began)))
    except RefusedError as problem:
        return BatchItem(status=problem.refusal.status, refused=Refused.model_validate(said(problem.refusal)))


def _began(request: Request) -> float:
    return float(request.scope["petals.began"])


def _as_png(found: NDArray[np.float32]) -> bytes:
    """Draw a heat map: the hotter, the less transparent."""
    from PIL import Image  # noqa: PLC0415 - as everywhere

    heat = np.zeros((*found.shape, 4), np.uint8)
    heat[..., 0], heat[..., 1], heat[..., 3] = 255, (255 * (1 - found) * 0.8).astype(np.uint8), (210 * found).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(heat, "RGBA").resize((256, 256), Image.Resampling.BICUBIC).save(out, "PNG")
    return out.getvalue()


async def _watched(service: Service) -> None:
    """Look from time to time at what was promoted and at the drift, so that metrics show them though nobody asks."""
    while True:
        try:
            await service.look_around()
        except LogError:
            pass  # readiness says so
        except ShippingError as problem:
            _logger.error("%s", problem)  # noqa: TRY400 - foreseen, and said in full
        except Exception:  # whatever it was, the next look may succeed
            _logger.exception("could not look around")
        await asyncio.sleep(service.settings.watch_seconds)
