"""What an inspection found, in the course's two languages."""

import re
from collections.abc import Mapping

from course_utils.data.folders.finding import Finding, Note, Problem

PROBLEMS: Mapping[str, Mapping[Problem, str]] = {
    "en": {
        "empty": "empty",
        "unreadable": "cannot be read",
        "not_image": "not an image",
        "truncated": "damaged or cut short",
        "too_many_pixels": "too large",
        "too_small": "too small",
        "no_label": "in no class",
        "outside": "a link out of the folder",
    },
    "ko": {
        "empty": "빈 파일",
        "unreadable": "읽을 수 없음",
        "not_image": "이미지가 아님",
        "truncated": "손상되었거나 끝이 잘림",
        "too_many_pixels": "너무 큼",
        "too_small": "너무 작음",
        "no_label": "클래스가 없음",
        "outside": "폴더 밖을 가리키는 링크",
    },
}
NOTES: Mapping[str, Mapping[Note, str]] = {
    "en": {
        "misnamed": "the name says another format; the content counts",
        "animated": "several pictures; the first counts",
        "cmyk": "printing colours (CMYK), converted",
        "rotated": "stored turned or mirrored, set upright by its EXIF data",
        "transparent": "with transparency, laid on white",
        "grey": "grey, repeated in red, green and blue",
        "deep": "more than 8 bits, scaled down",
    },
    "ko": {
        "misnamed": "이름과 실제 형식이 다릅니다. 내용을 기준으로 읽습니다",
        "animated": "여러 장면이 있습니다. 첫 장면만 씁니다",
        "cmyk": "인쇄용 색(CMYK)입니다. RGB로 바꿉니다",
        "rotated": "돌려서 저장되어 있습니다. EXIF 정보에 따라 바로 세웁니다",
        "transparent": "투명한 부분이 있습니다. 흰 바탕에 놓습니다",
        "grey": "회색조입니다. 세 채널에 같은 값을 넣습니다",
        "deep": "8비트보다 깊습니다. 8비트로 줄입니다",
    },
}
_KINDS = {
    "a web page": "웹 페이지",
    "XML text": "XML 문서",
    "an SVG drawing": "SVG 그림",
    "a PDF document": "PDF 문서",
    "a PostScript document": "PostScript 문서",
    "a ZIP archive": "ZIP 압축 파일",
    "JSON text": "JSON 문서",
    "a program": "프로그램",
    "what macOS notes about a folder": "macOS가 폴더에 남긴 파일",
    "what macOS notes about another file": "macOS가 다른 파일에 대해 남긴 파일",
    "what Windows notes about a folder, or an old Office document": "Windows가 폴더에 남긴 파일이나 옛 오피스 문서",
    "a HEIC photo; save it as JPEG": "HEIC 사진, JPEG로 저장해야 함",
    "a film or sound": "동영상이나 음성",
    "text": "텍스트",
}
_KOREAN = (  # what the details of a finding say, and how to say it in Korean; a decoder's own complaint stays as it is
    (r"([\d,]+) x ([\d,]+) pixels, at most ([\d,]+)", r"\1 x \2픽셀, 최대 \3픽셀"),
    (r"([\d,]+) pixels, at most ([\d,]+)", r"\1픽셀, 최대 \2픽셀"),
    (r"(\d+) x (\d+) pixels, at least (\d+) along each side", r"\1 x \2픽셀, 한 변이 \3픽셀 이상이어야 함"),
    (r"([\d,]+) bytes, at most ([\d,]+) are read", r"\1바이트, 최대 \2바이트까지 읽음"),
    (r"([\d,]+) bytes", r"\1바이트"),
    (r"(\w+) of ([\d,]+) bytes whose header is not whole", r"\2바이트짜리 \1, 헤더가 온전하지 않음"),
    (r"it lies in no class folder, and no table names it", "어느 클래스 폴더에도 들어 있지 않음"),
    (r"it leads out of the collection", "폴더 밖의 파일을 가리킴"),
    (r"it is no plain file", "일반 파일이 아님"),
    (r"a link to a folder", "폴더를 가리키는 링크"),
    (r"a folder that cannot be opened", "열 수 없는 폴더"),
    (r"not enough memory to decode it", "메모리가 모자라 풀 수 없음"),
    (r"image file is truncated \((\d+) bytes not processed\)", r"이미지 파일의 끝이 잘림 (\1바이트를 처리하지 못함)"),
    (r"image file is truncated|Truncated File Read|unexpected end of file", "이미지 파일의 끝이 잘림"),
    (r"broken data stream when reading image file|unrecognized data stream contents when reading image file", "이미지 데이터가 손상됨"),
)
_START = re.compile(r"starts with (b'.*'|b\".*\")(?:, (.*))?", re.DOTALL)


def detail(finding: Finding, language: str) -> str:
    """Say what was seen of a file that cannot be used.

    Parameters
    ----------
    finding : Finding with a problem
    language : "en" or "ko"

    Returns
    -------
    str; a decoder's own complaint stays in English
    """
    if language == "en":
        return finding.detail
    start = _START.fullmatch(finding.detail)
    if start:
        return f"첫 부분이 {start[1]}" + (f", {_KINDS.get(start[2], start[2])}" if start[2] else "")
    for english, korean in _KOREAN:
        if re.fullmatch(english, finding.detail):
            return re.sub(english, korean, finding.detail)
    return finding.detail
