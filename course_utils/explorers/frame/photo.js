// A picture of the student's own: from a file or from the camera, made small in the browser before anything is sent.

import { button, make, status } from "./parts.js";

/** Draw anything that can be drawn into at most `most` pixels a side: { height, width, channels: 3, pixels, was: [height, width] or [] }. */
export function smallPhoto(source, width, height, most) {
  const scale = Math.min(1, most / Math.max(width, height));
  const [wide, tall] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const canvas = make("canvas", { width: wide, height: tall });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#ffffff"; // under what is transparent
  context.fillRect(0, 0, wide, tall);
  context.drawImage(source, 0, 0, wide, tall);
  const coloured = context.getImageData(0, 0, wide, tall).data;
  const pixels = new Uint8Array(wide * tall * 3);
  for (let place = 0, at = 0; place < coloured.length; place += 4, at += 3) {
    pixels[at] = coloured[place];
    pixels[at + 1] = coloured[place + 1];
    pixels[at + 2] = coloured[place + 2];
  }
  return { height: tall, width: wide, channels: 3, pixels, was: scale < 1 ? [height, width] : [] };
}

/**
 * Buttons for a file and for the camera. `act(photo)` gets what smallPhoto gives; `say(key, fields)` is begin()'s.
 * Gives { node, show(), stop() }: call show() when the language changes, stop() when the face goes (the camera is switched off).
 */
export function photoInput({ act, say, most = 256 }) {
  const file = make("input", { type: "file", accept: "image/*", class: "unseen", tabindex: -1, "aria-hidden": "true" });
  const upload = button(() => file.click());
  const open = button(() => (stream ? stop() : start()));
  const snap = button(take);
  const video = make("video", { playsinline: true, muted: true });
  const screen = make("div", { class: "petals-camera", hidden: true }, video, snap);
  const said = status();
  const node = make("div", { class: "petals-photo" }, make("div", { class: "petals-row" }, upload, file, open), screen, said);
  let [stream, asked] = [null, 0];

  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = ""; // or the same file could not be chosen again
    if (!chosen) return;
    said.textContent = "";
    try {
      const picture = await createImageBitmap(chosen);
      act(smallPhoto(picture, picture.width, picture.height, most));
      picture.close();
    } catch {
      said.textContent = say("photo_bad", { name: chosen.name });
    }
  });

  async function start() {
    asked += 1;
    const mine = asked;
    said.textContent = "";
    try {
      if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("", "NotSupportedError"); // pages that are not https have none
      const given = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (mine !== asked) {
        given.getTracks().forEach((track) => track.stop());
        return;
      }
      stream = given;
      video.muted = true;
      video.srcObject = stream;
      screen.hidden = false;
      show();
      await video.play();
    } catch (error) {
      if (mine !== asked) return; // closed while it opened
      stop();
      said.textContent = say("camera_none", { reason: error.name });
    }
  }

  function take() {
    if (!video.videoWidth) return; // no frame has come yet
    act(smallPhoto(video, video.videoWidth, video.videoHeight, most));
    stop();
    open.focus();
  }

  function stop() {
    asked += 1;
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
    screen.hidden = true;
    show();
  }

  function show() {
    upload.textContent = say("upload");
    file.setAttribute("aria-label", say("upload"));
    open.textContent = say(stream ? "camera_stop" : "camera");
    snap.textContent = say("camera_snap");
  }

  return { node, show, stop };
}
