// The augmentation explorer's face. Python draws the versions; this paints them and says what was moved.

import { begin, bytesOf, button, chooser, fill, heading, make, note, shown, status } from "../frame/parts.js";
import { photoInput } from "../frame/photo.js";
import { paintMap, paintPicture } from "../frame/paint.js";
import { chainOf, paintView } from "./chain.js";
import { gateOf } from "./gate.js";
import { written } from "./readings.js";

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "augmentation");
  const gate = gateOf((traits) => tell(traits), (busy) => el.classList.toggle("is-busy", busy));
  const now = (trait) => gate.waiting()[trait] ?? get(trait);
  const ask = (traits) => {
    if (!traits.upload && Object.entries(traits).every(([trait, value]) => JSON.stringify(now(trait)) === JSON.stringify(value))) return;
    gate.ask(traits);
    drawChain();
  };

  const invitation = note();
  const stripHead = heading();
  const strip = chooser((value) => ask({ image: Number(value) }), { kind: "strip" });
  const photo = photoInput({ say, act: (given) => ask({ upload: given }) });
  const ownNote = note();
  const chainHead = heading();
  const chainNote = note();
  const chain = chainOf(say, {
    strength: (name, value) => ask({ strengths: { ...now("strengths"), [name]: value } }),
    active: (name, on) => ask({ active: get("steps").map((step) => step.name).filter((one) => (one === name ? on : now("active").includes(one))) }),
  });
  const notes = make("ul", { class: "notes", role: "status", "aria-live": "polite" });
  const versionsHead = heading();
  const versionsNote = note();
  const again = button(() => ask({ seed: (now("seed") + 1) % 2147483648 }));
  const asBuilt = button(() => ask({ strengths: Object.fromEntries(get("steps").filter((step) => step.strength)
    .map((step) => [step.name, step.strength.given])), active: get("steps").filter((step) => step.random).map((step) => step.name) }));
  const seed = make("input", { type: "number", min: 0, max: 2147483647, step: 1 });
  const seedName = make("span");
  const wait = make("span", { class: "wait", role: "status" });
  const versions = chooser((value) => tell({ version: Number(value) }), { kind: "versions" });
  const score = status();
  const averageHead = heading();
  const [mean, spread] = ["mean", "spread"].map(() => ({ canvas: make("canvas", { role: "img" }), title: make("figcaption"), says: note() }));
  seed.addEventListener("input", () => {
    const value = Number(seed.value);
    if (Number.isInteger(value) && value >= 0 && value < 2147483648) ask({ seed: value });
  });

  el.replaceChildren(make("div", { class: "petals-stack" },
    make("div", {}, stripHead, strip.node, photo.node, ownNote),
    make("div", {}, chainHead, invitation, chain.node, chainNote, notes),
    make("div", { class: "layout" },
      make("div", {}, versionsHead, versionsNote, make("div", { class: "petals-row tools" }, again, make("label", { class: "seed" }, seedName, seed), asBuilt, wait),
        versions.node, score),
      make("div", {}, averageHead, make("div", { class: "averages" },
        ...[mean, spread].map((one) => make("figure", {}, one.canvas, one.title, one.says)))))));

  const nameOf = (answer) => answer.name || say("class", { number: answer.number });
  const wantedName = () => {
    const { answers, wanted } = get("original");
    const known = [...answers, ...get("versions").answers].find((answer) => answer.number === wanted);
    return known ? nameOf(known) : say("class", { number: wanted });
  };

  function drawStrip() {
    const { pictures, total, own } = get("strip");
    const offered = pictures.length - (own ? 1 : 0);
    stripHead.textContent = texts().images + (offered < total ? ` (${say("images_left_out", { shown: offered, total })})` : "");
    photo.show();
    strip.show({
      name: texts().images,
      options: pictures.map((picture, number) => {
        const canvas = make("canvas", { "aria-hidden": "true" });
        paintView(canvas, picture);
        return [number, canvas];
      }),
      value: get("image"),
      label: (number) => (Number(number) === offered ? texts().own : say("image", { number })),
    });
    strip.node.hidden = pictures.length < 2;
  }

  function drawChain() {
    const original = get("original");
    ownNote.textContent = original.own ? say("own_note", { height: original.full_height, width: original.full_width,
      colours: original.channels === 1 ? texts().own_grey : texts().own_colours }) : "";
    ownNote.hidden = !original.own;
    chainHead.textContent = say("chain", { number: get("path").version + 1 });
    invitation.textContent = texts().try;
    chainNote.textContent = [get("active").length ? texts().chain_note : texts().chain_off,
      original.thinning > 1 ? say("thinned", { step: original.thinning }) : ""].join(" ");
    chain.show({ steps: get("steps"), original, path: get("path"), active: now("active"), strengths: now("strengths"),
      clipped: get("clipped"), notes: get("notes"), verdict: original.answers.length ? caption(original.answers[0]) : "", side: Math.max(original.full_height, original.full_width) });
    versions.mark(get("path").version);
    strip.mark(now("image"));
    if (document.activeElement !== seed) seed.value = now("seed");
  }

  function drawNotes() {
    notes.replaceChildren(...get("notes").map((one) => make("li", { class: one.alarm ? "is-alarm" : "is-question" },
      make("span", { "aria-hidden": "true" }, one.alarm ? "⚠" : "?"), make("span", {}, fill(texts()[one.key], written(one.fields))))));
  }

  function caption(answer) {
    const sure = answer.value === null ? "" : ` ${Math.round(answer.value * 100)}\u00a0%`;
    return make("span", { class: answer.right ? "verdict" : "verdict is-wrong" },
      make("b", {}, answer.right ? "✓" : "✗"), make("span", { class: "class-name" }, ` ${nameOf(answer)}`), sure);
  }

  function drawVersions() {
    const view = get("versions");
    const [values, size] = [bytesOf(view.pixels), view.height * view.width * view.channels];
    versionsHead.textContent = say("versions", { count: view.count }) + (view.step > 1 ? ` (${say("smaller", { step: view.step })})` : "");
    versionsNote.textContent = texts().versions_note;
    again.textContent = texts().again;
    asBuilt.textContent = texts().reset;
    seedName.textContent = texts().seed;
    wait.textContent = texts().waiting;
    versions.show({
      name: versionsHead.textContent,
      options: Array.from({ length: view.count }, (_, place) => {
        const canvas = make("canvas", { "aria-hidden": "true" });
        paintPicture(canvas, { ...view, values: values.subarray(place * size, (place + 1) * size) });
        return [place, canvas, ...(view.answers.length ? [caption(view.answers[place])] : [])];
      }),
      value: get("path").version,
      label(place) {
        const answer = view.answers[place];
        const name = say("version", { number: Number(place) + 1 });
        return answer ? `${name}: ${nameOf(answer)}, ${answer.right ? texts().is_right : texts().is_wrong}` : name;
      },
    });
    versions.node.querySelectorAll("button").forEach((node, place) => {
      node.classList.toggle("is-mistake", view.answers.length > 0 && !view.answers[place].right);
    });
  }

  function drawScore() {
    const view = get("versions");
    const share = get("still_right");
    score.classList.toggle("score", view.answers.length > 0);
    score.textContent = view.answers.length && share !== null ? say("score", {
      right: view.answers.filter((answer) => answer.right).length, count: view.count, name: wantedName(),
      draws: get("average").draws, percent: Math.round(share * 100) }) : texts().no_model;
  }

  function drawAverage() {
    const view = get("average");
    averageHead.textContent = texts().average;
    paintView(mean.canvas, view.mean);
    paintMap(spread.canvas, view.spread.height, view.spread.width, bytesOf(view.spread.pixels), bytesOf(get("palette").spread));
    mean.title.textContent = say("mean", { draws: view.draws });
    spread.title.textContent = texts().spread;
    mean.says.textContent = texts().mean_note;
    spread.says.textContent = say("spread_note", { most: shown(view.most) });
    for (const one of [mean, spread]) one.canvas.setAttribute("aria-label", one.title.textContent);
    drawScore();
    gate.answered();
  }

  function drawAll() {
    chain.build(get("steps"));
    drawStrip();
    drawVersions();
    drawChain();
    drawNotes();
    drawAverage();
  }

  const unfollow = follow({
    "texts steps": drawAll,
    strip: drawStrip,
    versions: () => { drawVersions(); drawChain(); drawNotes(); },
    "path active strengths image seed": drawChain,
    "original notes": drawNotes,
    "average still_right": drawAverage,
  });
  return () => {
    unfollow();
    photo.stop();
    gate.stop();
  };
}

export default { render };
