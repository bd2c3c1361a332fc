"""Every word of the environment card, in English and Korean."""

from course_utils.checking import text

TITLE = text(en="Your environment", ko="내 학습 환경")
ALL_WELL = text(en="Everything the course needs is here.", ko="수업에 필요한 것이 모두 갖추어져 있습니다.")
ENOUGH = text(
    en="Everything the course needs is here. What is marked missing is worth having, but no lesson waits for it.",
    ko="수업에 꼭 필요한 것은 모두 갖추어져 있습니다. 없음으로 표시된 것은 있으면 더 좋지만, 없어도 모든 수업을 할 수 있습니다.",
)
SOMETHING_MISSING = text(
    en="Something is missing. Do what stands beside it, then run this cell again.",
    ko="빠진 것이 있습니다. 옆에 적힌 대로 한 뒤에 이 셀을 다시 실행해 보세요.",
)
OK = text(en="ok", ko="정상")
MISSING = text(en="missing", ko="없음")

CORES = text(en="Processor cores", ko="프로세서 코어")
MEMORY = text(en="Memory", ko="메모리")
ACCELERATOR = text(en="Accelerator", ko="가속기")
FONT = text(en="Korean font", ko="한글 글꼴")
DATA = text(en="{name} photos", ko="{name} 사진")
FLOWERS = text(en="Flower", ko="꽃")
CATS_DOGS = text(en="Cat and dog", ko="고양이와 개")
MOON_ROCKS = text(en="Moon rock", ko="달 암석")
WEIGHTS = text(en="ImageNet weights ({name})", ko="ImageNet 가중치({name})")
PROGRESS = text(en="Progress file", ko="진도 파일")

NOT_FOUND = text(en="not found", ko="찾지 못함")
NO_ACCELERATOR = text(en="none; every lesson also runs without one", ko="없음 (가속기가 없어도 모든 수업을 할 수 있습니다)")
DRAWN_DATA = text(en="not on this machine; lessons use drawn pictures until then", ko="아직 없음 (그동안은 그려서 만든 이미지를 씁니다)")

LAB_AGAIN = text(
    en="In a terminal, in the course folder, run `make lab` again.", ko="터미널을 열고 수업 폴더에서 `make lab`을 다시 실행해 보세요."
)
MORE_MEMORY = text(
    en="Close other programs, and shut down notebooks you do not need (menu Kernel, Shut Down All Kernels).",
    ko="다른 프로그램을 닫고, 쓰지 않는 노트북은 Kernel 메뉴의 Shut Down All Kernels로 종료해 보세요.",
)
GET_FONT = text(
    en="Install one, for example with `sudo apt-get install fonts-nanum`, and restart the kernel.",
    ko="`sudo apt-get install fonts-nanum` 등으로 글꼴을 설치한 뒤 커널을 다시 시작해 보세요.",
)
GET_DATA = text(
    en="For the real photos, run `petals data fetch {command}` in a terminal (about {megabytes} MB, once).",
    ko="실제 사진을 쓰려면 터미널에서 이 명령으로 받으세요: `petals data fetch {command}` (약 {megabytes} MB, 한 번만 받습니다).",
)
PUT_DATA = text(
    en="Nobody publishes these as one archive: put folders of photos, one per class, into `{folder}` in the folder that COURSE_DATA names.",
    ko="한 파일로 공개된 곳이 없습니다. 클래스마다 폴더를 만들어 사진을 담고, COURSE_DATA가 가리키는 폴더 안의 `{folder}`에 넣어 주세요.",
)
OWN_BACKBONE = text(
    en="not on this machine; lessons 12 to 15 use the course's own small backbone until then",
    ko="아직 없음 (그동안 12~15번 수업은 이 강좌의 작은 백본을 씁니다)",
)
GET_WEIGHTS = text(
    en="Nothing to do: lesson 12 fetches them ({megabytes} MB, once) where their server can be reached.",
    ko="따로 할 일은 없습니다. 서버에 연결되면 12번 수업이 알아서 받습니다({megabytes} MB, 한 번만 받습니다).",
)
NO_SUCH_FOLDER = text(
    en="COURSE_DATA names a folder that does not exist. Correct it or unset it, and run `make lab` again.",
    ko="COURSE_DATA에 적힌 폴더가 없습니다. 고치거나 지운 다음 `make lab`을 다시 실행해 보세요.",
)
MOVE_PROGRESS = text(
    en="Choose a place that you may write to: `COURSE_PROGRESS=petals.json make lab`.",
    ko="쓸 수 있는 위치를 정해 주세요. 예: `COURSE_PROGRESS=petals.json make lab`",
)
