"""The words of the page, in both languages; {placeholders} are filled in by the template."""

WORDS = {
    "en": {
        "title": "Inspection of {name}",
        "kept": "kept",
        "copy": "copies",
        "conflict": "in conflict",
        "unusable": "unusable",
        "files": "files",
        "classes": "Classes",
        "class": "Class",
        "no_class": "(none)",
        "unusable_title": "Files that cannot be used",
        "file": "File",
        "reason": "Reason",
        "seen": "What was seen",
        "size": "Size",
        "all": "Show all {count}",
        "conflicts_title": "One picture, several labels",
        "conflicts_text": (
            "Nothing says which label is right, so none of these files is used. Delete those with the wrong one, then inspect again."
        ),
        "copies_title": "Copies",
        "copies_text": "The same file, or the same picture resized, recompressed or recoloured. The one with the most pixels is kept.",
        "this_kept": "kept",
        "more": "{count} more groups, by name",
        "no_picture": "no picture",
        "formats_title": "Formats",
        "format": "Format",
        "number": "Number",
        "notes_title": "What reading takes care of",
        "note": "Peculiarity",
        "examples": "For example",
        "sizes_title": "Sizes",
        "sizes_text": (
            "Pixels along the shorter side; half of the images have at least {median}. "
            "The smallest image is {smallest}, the largest {largest}."
        ),
        "scenes_title": "Scenes",
        "scenes_text": (
            "Kept files that show the same scene as another: {files} (groups: {scenes}, files in the largest: {largest}). "
            "A split must not part a group."
        ),
        "scenes_none": "No two of the kept files show the same scene, as far as that can be seen from their looks.",
        "nothing_kept": "There is nothing to train on.",
        "footer": (
            "Judged by content, never by name. Pictures are compared by a perceptual hash of 256 bits: it sees through resizing, "
            "compression and colour, but not through mirroring, turning or cutting. The files themselves were not changed."
        ),
    },
    "ko": {
        "title": "{name} 폴더 점검 결과",
        "kept": "사용",
        "copy": "사본",
        "conflict": "레이블 충돌",
        "unusable": "사용 불가",
        "files": "파일",
        "classes": "클래스",
        "class": "클래스",
        "no_class": "(없음)",
        "unusable_title": "쓸 수 없는 파일",
        "file": "파일",
        "reason": "이유",
        "seen": "확인한 내용",
        "size": "크기",
        "all": "{count}개 모두 보기",
        "conflicts_title": "사진은 하나인데 레이블이 여럿인 경우",
        "conflicts_text": "어느 레이블이 맞는지 알 수 없으므로 모두 제외합니다. 레이블이 틀린 파일을 지운 뒤 다시 점검하면 됩니다.",
        "copies_title": "사본",
        "copies_text": "내용이 완전히 같거나, 크기·압축·색만 바꾼 같은 사진입니다. 픽셀이 가장 많은 파일 하나만 씁니다.",
        "this_kept": "사용",
        "more": "나머지 {count}묶음의 파일 이름",
        "no_picture": "그림 없음",
        "formats_title": "형식",
        "format": "형식",
        "number": "개수",
        "notes_title": "읽으면서 바로잡는 점",
        "note": "특이점",
        "examples": "예",
        "sizes_title": "크기",
        "sizes_text": (
            "짧은 변의 픽셀 수입니다. 이미지의 절반은 짧은 변이 {median}픽셀 이상입니다. "
            "가장 작은 이미지는 {smallest}, 가장 큰 이미지는 {largest}입니다."
        ),
        "scenes_title": "장면",
        "scenes_text": (
            "사용하는 파일 가운데 {files}개는 다른 파일과 같은 장면을 담고 있습니다. "
            "모두 {scenes}묶음이며, 가장 큰 묶음은 {largest}개입니다. "
            "데이터를 나눌 때 한 묶음이 훈련과 테스트로 갈라지면 안 됩니다."
        ),
        "scenes_none": "겉모습으로 판단하면, 사용하는 파일 가운데 같은 장면을 담은 것은 없습니다.",
        "nothing_kept": "훈련에 쓸 수 있는 파일이 없습니다.",
        "footer": (
            "이름이 아니라 내용으로 판단했습니다. 사진은 256비트 지각 해시로 비교합니다. 크기, 압축, 색이 달라도 같은 사진임을 알아보지만, "
            "좌우로 뒤집거나 돌리거나 잘라 낸 사진은 알아보지 못합니다. 원래 파일은 바꾸지 않았습니다."
        ),
    },
}
