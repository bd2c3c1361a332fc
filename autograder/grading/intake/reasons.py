"""Why a submission or a file is refused, in words that its student understands."""

from course_utils.checking import Text

HAND_IN_AGAIN = Text(
    " Open the notebook in JupyterLab, save it, and hand in that file.",
    " JupyterLab에서 노트북을 열어 저장한 뒤 그 파일을 제출해 주세요.",
)
TOO_LARGE = Text(
    "The notebook has {size} MB; at most {most} MB are accepted. Clear its outputs (Edit > Clear Outputs of All Cells), save, and "
    "hand it in again.",
    "노트북 크기가 {size} MB입니다. {most} MB까지 받습니다. 출력을 모두 지우고(Edit > Clear Outputs of All Cells) 저장한 뒤 다시 "
    "제출해 주세요.",
)
TOO_MANY_VALUES = Text(
    "The notebook holds far more data than a lesson needs, most likely in its outputs. Clear the outputs of all cells, save, and "
    "hand it in again.",
    "노트북에 담긴 데이터가 너무 많습니다. 출력에 들어 있을 가능성이 큽니다. 모든 셀의 출력을 지우고 저장한 뒤 다시 제출해 주세요.",
)
EMPTY = Text("The file is empty.", "빈 파일입니다.") + HAND_IN_AGAIN
NOT_UTF8 = (
    Text(
        "The file is no text in UTF-8, which every notebook is (near byte {position}).",
        "파일이 UTF-8 텍스트가 아닙니다({position}번째 바이트 부근). 노트북은 모두 UTF-8 텍스트입니다.",
    )
    + HAND_IN_AGAIN
)
NOT_JSON = (
    Text(
        "The file is no notebook: its text breaks off or is not JSON (line {line}).",
        "파일이 노트북이 아닙니다. 내용이 중간에 끊겼거나 JSON이 아닙니다({line}번째 줄).",
    )
    + HAND_IN_AGAIN
)
STRANGE_NUMBER = (
    Text(
        "The file holds a number that no notebook has (thousands of digits).",
        "파일에 노트북에 있을 수 없는 수(수천 자리)가 들어 있습니다.",
    )
    + HAND_IN_AGAIN
)
TOO_DEEP = Text(
    "The notebook's data lies more than {most} levels deep; no lesson needs that. Clear its outputs, save, and hand it in again.",
    "노트북의 데이터가 {most}단계보다 깊습니다. 수업에는 그만큼 필요하지 않습니다. 출력을 지우고 저장한 뒤 다시 제출해 주세요.",
)
NOT_A_NOTEBOOK = (
    Text(
        "The file is JSON, but no notebook: it has no list of cells.",
        "파일이 JSON이지만 노트북은 아닙니다. 셀 목록이 없습니다.",
    )
    + HAND_IN_AGAIN
)
WRONG_FORMAT = (
    Text(
        "The notebook is of format {given}; format 4 is needed, which every Jupyter since 2015 saves.",
        "노트북 형식이 {given}입니다. 형식 4가 필요합니다. 2015년 이후의 Jupyter는 모두 형식 4로 저장합니다.",
    )
    + HAND_IN_AGAIN
)
NOT_UPGRADABLE = (
    Text(
        "The notebook is of the old format {given} and cannot be brought to format 4.",
        "노트북이 오래된 형식 {given}이라 형식 4로 바꿀 수 없습니다.",
    )
    + HAND_IN_AGAIN
)
NO_CELLS = Text("The notebook has no cells.", "노트북에 셀이 없습니다.") + HAND_IN_AGAIN
TOO_MANY_CELLS = Text(
    "The notebook has {count:,} cells; at most {most:,} are accepted. Remove those that are not needed and hand it in again.",
    "노트북에 셀이 {count:,}개 있습니다. {most:,}개까지 받습니다. 필요 없는 셀을 지우고 다시 제출해 주세요.",
)
BROKEN_CELL = (
    Text(
        "Cell {number} of the notebook is broken: {what}.",
        "노트북의 {number}번째 셀이 잘못되었습니다: {what}.",
    )
    + HAND_IN_AGAIN
)
NO_CELL = Text("it is no cell", "셀이 아닙니다")
NO_KIND = Text("it is neither code nor Markdown nor raw text", "코드, Markdown, 원문 셀 가운데 어느 것도 아닙니다")
NO_SOURCE = Text("its text is missing or no text", "내용이 없거나 텍스트가 아닙니다")
LONG_CELL = Text(
    "Cell {number} of the notebook has {count:,} characters; at most {most:,} are accepted. Data belongs into a file or is computed.",
    "노트북의 {number}번째 셀이 {count:,}자입니다. {most:,}자까지 받습니다. 데이터는 셀에 쓰지 말고 파일에 두거나 코드로 계산해 주세요.",
)
LONG_NOTEBOOK = Text(
    "The notebook's cells have {count:,} characters together; at most {most:,} are accepted. Data belongs into a file or is computed.",
    "노트북의 셀을 모두 합하면 {count:,}자입니다. {most:,}자까지 받습니다. 데이터는 셀에 쓰지 말고 파일에 두거나 코드로 계산해 주세요.",
)
STRANGE_CHARACTER = Text(
    "Cell {number} of the notebook holds a character that text cannot have ({character}). Type that line anew, save, and hand it in again.",
    "노트북의 {number}번째 셀에 텍스트에 쓸 수 없는 문자({character})가 있습니다. 그 줄을 새로 입력하고 저장한 뒤 다시 제출해 주세요.",
)
OTHER_LESSON = Text(
    "This is the notebook of lesson `{given}`; it was handed in as `{needed}`. Hand in `{needed}.ipynb`.",
    "`{given}` 수업의 노트북이 `{needed}` 수업으로 제출되었습니다. `{needed}.ipynb` 파일을 제출해 주세요.",
)
NOTHING_OF_THE_LESSON = Text(
    "Hardly anything in the notebook is of lesson `{needed}`. Hand in the `{needed}.ipynb` that you worked in.",
    "노트북에 `{needed}` 수업의 셀이 거의 없습니다. 작업한 `{needed}.ipynb` 파일을 제출해 주세요.",
)
