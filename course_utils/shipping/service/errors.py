"""What the API says where it cannot answer: always JSON, in both languages, and counted where an image was sent."""

from dataclasses import replace

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from course_utils.shipping.service.core import Service
from course_utils.shipping.service.doorkeeper import ENDPOINTS, said
from course_utils.shipping.service.intake import Refusal, RefusedError, refused
from course_utils.shipping.service.log import LogError


def tell_errors(app: FastAPI, service: Service) -> None:
    """Turn what is raised into answers.

    Parameters
    ----------
    app : FastAPI
    service : Service
    """

    @app.exception_handler(RefusedError)
    async def refusing(_: Request, problem: RefusedError) -> JSONResponse:
        headers = {"Retry-After": str(service.retry_after())} if problem.refusal.status == 503 else None  # noqa: PLR2004
        return JSONResponse(said(problem.refusal), problem.refusal.status, headers=headers)

    @app.exception_handler(LogError)
    async def unlogged(_: Request, __: LogError) -> JSONResponse:
        return JSONResponse(said(refused("no_log").refusal), 503, headers={"Retry-After": str(service.retry_after())})

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, problem: RequestValidationError) -> JSONResponse:
        refusal = refused("malformed").refusal
        _count_malformed(request, service, refusal)
        where = [" ".join(map(str, each["loc"])) + ": " + each["msg"] for each in problem.errors()]
        return JSONResponse({**said(refusal), "detail": where}, refusal.status)

    @app.exception_handler(HTTPException)
    async def unreadable(request: Request, problem: HTTPException) -> JSONResponse:
        refusal = replace(refused("malformed").refusal, status=problem.status_code)
        if request.method == "POST":
            _count_malformed(request, service, refusal)
        return JSONResponse({**said(refusal), "detail": [str(problem.detail)]}, refusal.status, headers=problem.headers)


def _count_malformed(request: Request, service: Service, refusal: Refusal) -> None:
    if (endpoint := ENDPOINTS.get(request.scope["path"])) and "petals.began" in request.scope:
        service.refuse(endpoint, refusal, request.scope["petals.began"], {})
