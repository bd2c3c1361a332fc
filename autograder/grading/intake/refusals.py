"""Why a file, a folder or an archive is not taken for a hand-in."""

from course_utils.checking import Text

LAYOUTS = Text(
    " Needed is STUDENT/LESSON/LESSON.ipynb or STUDENT/LESSON.ipynb, nbgrader's STUDENT+LESSON+TIME+CODE, or a download from Moodle "
    "or Canvas.",
    " STUDENT/LESSON/LESSON.ipynb, STUDENT/LESSON.ipynb, nbgrader의 STUDENT+LESSON+TIME+CODE, 또는 Moodle이나 Canvas에서 내려받은 "
    "형태여야 합니다.",
)
NO_FOLDER = Text("There is no such folder.", "그런 폴더가 없습니다.")
NO_ARCHIVE = Text("There is no such file, or it cannot be read.", "그런 파일이 없거나 읽을 수 없습니다.")
NOTHING_FROM = Text("Nothing was handed in by `{student}`.", "`{student}` 학생이 제출한 것이 없습니다.")
NO_NOTEBOOK = Text(
    "No notebook was handed in: there is no file whose name ends in .ipynb. Hand in `{lesson}.ipynb`.",
    "노트북이 제출되지 않았습니다. 이름이 .ipynb로 끝나는 파일이 없습니다. `{lesson}.ipynb` 파일을 제출해 주세요.",
)
SEVERAL = Text(
    "Several notebooks were handed in ({names}), and none is called `{lesson}.ipynb`. Give the right one that name and hand it in alone.",
    "노트북이 여러 개 제출되었지만({names}) 이름이 `{lesson}.ipynb`인 것이 없습니다. 맞는 노트북의 이름을 그렇게 바꾸어 하나만 "
    "제출해 주세요.",
)
TWICE = Text(
    "The lesson was handed in more than once ({places}), and nothing says which one counts. Keep one of them.",
    "같은 수업이 두 번 이상 제출되었고({places}) 어느 것을 채점할지 알 수 없습니다. 하나만 남겨 주세요.",
)
LINK = Text(
    "A link was handed in instead of a file. Hand in the notebook itself.",
    "파일 대신 링크가 제출되었습니다. 노트북 파일을 제출해 주세요.",
)
HARD_LINK = Text(
    "The file has a second name elsewhere (a hard link). Hand in a copy of it (`cp -r` makes copies of a whole folder).",
    "파일이 다른 이름으로도 연결되어 있습니다(하드 링크). 복사본을 제출해 주세요. `cp -r`로 폴더 전체를 복사할 수 있습니다.",
)
NO_FILE = Text(
    "What was handed in is no plain file. Hand in the notebook itself.",
    "제출된 것이 일반 파일이 아닙니다. 노트북 파일을 제출해 주세요.",
)
UNREADABLE = Text("The file cannot be read ({why}).", "파일을 읽을 수 없습니다({why}).")
ENCRYPTED = Text("The file is packed with a password. Pack it without one.", "파일이 암호로 압축되어 있습니다. 암호 없이 압축해 주세요.")
METHOD = Text(
    "The file is packed in a way that is not read here. Pack it as an ordinary zip.",
    "읽을 수 없는 방식으로 압축되어 있습니다. 일반 zip으로 압축해 주세요.",
)
DAMAGED = Text(
    "The file is damaged inside the archive. Pack and hand it in again.",
    "압축 파일 안의 파일이 손상되었습니다. 다시 압축해 제출해 주세요.",
)

STUDENT_EDGES = Text(
    "This cannot be a student's name: it is empty, begins with a dot, or has a space at an end. Rename the folder.",
    "학생 이름으로 쓸 수 없습니다. 비어 있거나, 점으로 시작하거나, 앞뒤에 공백이 있습니다. 폴더 이름을 바꿔 주세요.",
)
STUDENT_UNSEEN = Text(
    "This cannot be a student's name: it has characters that are not seen or that turn the writing direction. Rename the folder.",
    "학생 이름으로 쓸 수 없습니다. 보이지 않는 문자나 쓰는 방향을 바꾸는 문자가 있습니다. 폴더 이름을 바꿔 주세요.",
)
STUDENT_CHARACTERS = Text(
    "This cannot be a student's name: {characters} has a meaning to nbgrader or to file systems. Rename the folder.",
    "학생 이름으로 쓸 수 없습니다. {characters} 문자는 nbgrader나 파일 시스템에서 다른 뜻으로 쓰입니다. 폴더 이름을 바꿔 주세요.",
)
STUDENT_LONG = Text(
    "This cannot be a student's name: it is longer than {most} characters, or {bytes} bytes. Rename the folder.",
    "학생 이름으로 쓸 수 없습니다. {most}자 또는 {bytes}바이트보다 깁니다. 폴더 이름을 바꿔 주세요.",
)
STUDENT_OURS = Text(
    "This looks like the course's own folder, not like a student's: name the folder above the lesson for the student.",
    "학생의 폴더가 아니라 수업 폴더로 보입니다. 수업 위의 폴더에 학생 이름을 붙여 주세요.",
)
PATH_LONG = Text("A name in the archive is too long.", "압축 파일 안의 이름이 너무 깁니다.")
PATH_SIGNS = Text(
    "A name in the archive has backslashes or characters that are not seen; it may not be what it looks like.",
    "압축 파일 안의 이름에 역슬래시나 보이지 않는 문자가 있어 보이는 것과 다를 수 있습니다.",
)
PATH_ESCAPES = Text("A name in the archive leads out of it.", "압축 파일 안의 이름이 압축 파일 밖을 가리킵니다.")
UNPLACED = (
    Text(
        "{count} notebooks do not say whose they are, or of which lesson; this is the first.",
        "노트북 {count}개가 누구의 어느 수업 것인지 알 수 없습니다. 그 가운데 첫 번째입니다.",
    )
    + LAYOUTS
)
MORE_LIKE_IT = Text(" ({count} more like it.)", " (같은 경우가 {count}개 더 있습니다.)")
TOO_MANY_ENTRIES = Text(
    "More than {most:,} files and folders; hand in fewer at a time.",
    "파일과 폴더가 {most:,}개를 넘습니다. 나누어 제출해 주세요.",
)
ARCHIVE_LARGE = Text(
    "The archive has {size:,} MB; at most {most:,} MB are read.",
    "압축 파일이 {size:,} MB입니다. {most:,} MB까지 읽습니다.",
)
UNPACKS_LARGE = Text(
    "The archive unpacks to more than {most:,} MB; reading stopped there.",
    "압축을 풀면 {most:,} MB를 넘어 거기서 읽기를 멈추었습니다.",
)
BOMB = Text(
    "The archive unpacks to more than {ratio} times its size, as no honest one does; nothing of it was read.",
    "압축을 풀면 크기가 {ratio}배를 넘습니다. 정상적인 압축 파일이 아니어서 읽지 않았습니다.",
)
NOT_AN_ARCHIVE = Text(
    "This is no zip and no tar (.tar, .tar.gz, .tar.xz, .tar.bz2). Pack the hand-ins as one of these.",
    "zip이나 tar(.tar, .tar.gz, .tar.xz, .tar.bz2)가 아닙니다. 이 가운데 하나로 압축해 주세요.",
)
BROKEN_ARCHIVE = Text("The archive is damaged and cannot be read to its end.", "압축 파일이 손상되어 끝까지 읽을 수 없습니다.")
SAME_NAME = Text("The archive has several files of this name.", "압축 파일 안에 이름이 같은 파일이 여러 개 있습니다.")
