// The kernel explorer's face: an image, a kernel to change, the feature map that follows, and one of its numbers worked out.

import { begin, chooser, clamp, heading, make, note, slider, soon, status, toggle } from "../frame/parts.js";
import { photoInput } from "../frame/photo.js";
import { colourOf, gradientOf, mixColours, scales, surface, tint } from "./colours.js";
import { fullAt, reachOf } from "./correlate.js";
import { matrix } from "./matrix.js";
import { onStep, roundUp, written } from "./numbers.js";
import { pane } from "./pane.js";
import { kept, pipeline } from "./pipeline.js";
import { probes } from "./probes.js";
import { products } from "./products.js";
import { disable, stepping } from "./steps.js";

const MOST = 256; // pixels a side
const FEW = 16; // a side of an image whose values are written into its cells
const FAR = 8; // pixels of a step with Shift
const REST = 150; // milliseconds the window rests before Python is told
const CHANNELS = { grey: "channel_grey", red: "channel_red", green: "channel_green", blue: "channel_blue", all: "channel_all" };
const COLOURS = ["red", "green", "blue"];
const VIEWS = { clipped: "view_clipped", signed: "view_signed", absolute: "view_absolute" };

function render({ model, el }) {
  const { texts, say, get, tell, follow } = begin(model, el, "kernel");
  const { now, slide, fits, numbersOf } = pipeline(get);
  const sizeOf = () => get("kernel").length;

  // ---- the window: moved here at once, told to Python when it rests
  let [here, held, resting] = [null, false, 0];
  const place = ({ rows, columns }) => {
    const [row, column] = here ?? get("position");
    return [clamp(row, 0, rows - 1), clamp(column, 0, columns - 1)];
  };
  const report = () => {
    clearTimeout(resting);
    if (here) tell({ position: here });
  };
  function move(to) {
    const { rows, columns } = now();
    here = [clamp(to[0], 0, rows - 1), clamp(to[1], 0, columns - 1)];
    clearTimeout(resting);
    resting = setTimeout(report, REST);
    later.window();
  }
  const under = ([row, column]) => {
    const half = (reachOf(slide()) - 1) / 2;
    return [Math.round((row - half) / get("stride")), Math.round((column - half) / get("stride"))];
  };
  const handlers = (into) => ({
    point: (at) => !held && move(into(at)),
    press: (at) => {
      held = !held;
      move(into(at));
    },
    walk: ([right, up], far) => {
      const [row, column] = place(now());
      move([row - up * (far ? FAR : 1), column + right * (far ? FAR : 1)]);
    },
    leave: report,
  });

  // ---- the nodes
  const lead = make("p", { class: "lead" });
  const presetHead = heading();
  const chips = chooser((preset) => start(preset));
  const sizeHead = heading();
  const sizes = chooser((size) => resize(Number(size)));
  const [imageHead, kernelHead, resultHead, sumsHead, viewHead, channelHead, ownHead] = Array.from({ length: 7 }, () => heading());
  const picture = pane(handlers(under));
  const result = pane(handlers((at) => at));
  const [imageNote, photoNote, ownNote, about, rangeNote, cutNote, channelNote, holdNote] = Array.from({ length: 8 }, () => note());
  const channels = chooser((channel) => tell({ channel }));
  const photo = photoInput({ say, most: MOST, act: (given) => {
    const taken = { ...given, kind: "uint8", span: [0, 255], credit: "" };
    tell({ ...(fits({}, taken) ? {} : { padding: "same" }), photo: taken });
  } });
  const editor = matrix({
    change: (at, value) => edit(at, value),
    choose: (at) => {
      chosen = at;
      reach = 0;
      later.kernel();
    },
    refuse: (text) => { wrong.textContent = text && say("cell_bad", { text }); },
  });
  const wrong = make("p", { class: "alarm", role: "status" });
  const fine = slider({ low: -10, high: 10, step: 0.1, act: (value) => edit(chosen, value) });
  const divide = toggle((normalise) => tell({ normalise }));
  const divided = make("span", { class: "divided" });
  const moves = stepping({ get, say, act: tell, possible: fits });
  const probeHead = heading();
  const probed = probes();
  const views = chooser((view) => tell({ view }));
  const bar = make("div", { class: "bar" });
  const barEnds = make("div", { class: "ends" });
  const worked = products();
  const answer = status();
  const total = make("p", { class: "total" });
  el.replaceChildren(lead,
    make("div", { class: "top" }, make("div", {}, presetHead, chips.node), make("div", {}, sizeHead, sizes.node)),
    make("div", { class: "layout" },
      make("div", { class: "area-image" }, imageHead, picture.node, imageNote),
      make("div", { class: "area-kernel" }, kernelHead, make("div", { class: "held" }, editor.node, divided), wrong, about, fine.node, divide.node,
        make("div", { class: "probed" }, probeHead, probed.node)),
      make("div", { class: "area-result" }, resultHead, result.node, make("div", { class: "key" }, bar, barEnds), rangeNote, cutNote),
      make("div", { class: "area-view" }, viewHead, views.node),
      make("div", { class: "area-photo" }, photoNote, make("div", { class: "channels" }, channelHead, channels.node, channelNote),
        make("div", {}, ownHead, photo.node, ownNote)),
      make("div", { class: "area-worked" }, sumsHead, holdNote, make("div", { class: "line" }, worked.node, make("div", { class: "end" }, total, answer))),
      moves.node));

  // ---- changing the kernel
  let [chosen, reach, own] = [(sizeOf() ** 2 - 1) / 2, 0, null];
  const remember = () => {
    if (get("preset") === "own") own = { kernel: get("kernel"), normalise: get("normalise") };
  };
  function edit(at, value) {
    const kernel = get("kernel").map((row) => [...row]);
    kernel[Math.floor(at / kernel.length)][at % kernel.length] = value;
    tell({ preset: "own", kernel }); // Python recognises a known kernel afterwards
  }
  function start(preset) {
    remember();
    if (preset === "own") tell(own && fits({ size: own.kernel.length }) ? { preset, ...own } : { preset });
    else {
      const { kernels, normalise, view } = get("presets")[preset];
      tell({ preset, kernel: kernels[sizeOf()], normalise, view });
    }
  }
  function resize(size) {
    const before = get("kernel");
    const known = get("presets")[get("preset")]?.kernels[size];
    const shift = (before.length - size) / 2;
    const grown = () => Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => before[row + shift]?.[column + shift] ?? 0));
    chosen = (size * size - 1) / 2;
    tell({ ...(known ? {} : { preset: "own" }), kernel: known ?? grown() });
  }

  // ---- drawing
  function drawControls() {
    const state = now();
    const words = texts();
    el.classList.toggle("is-fine", few(state) && Math.max(state.width, state.columns) > 7);
    lead.textContent = words.try;
    presetHead.textContent = words.presets;
    chips.show({ name: words.presets, value: get("preset"), options: [...Object.entries(get("presets")).map(([key, { title }]) => [key, words[title]]), ["own", words.preset_own]] });
    disable(chips, (key) => key === "own" || String(state.size) in get("presets")[key].kernels);
    sizeHead.textContent = words.size;
    sizes.show({ name: words.size, value: state.size, options: [...new Set([3, 5, 7, state.size])].sort().map((size) => [size, `${size} × ${size}`]) });
    disable(sizes, (size) => fits({ size: Number(size) }));
    imageHead.textContent = words.image;
    const [low, high] = state.photo.span;
    imageNote.textContent = say("image_about", { height: state.photo.height, width: state.photo.width, low: written(low), high: written(high) });
    photoNote.textContent = get("note");
    [ownHead.textContent, ownNote.textContent] = [words.own_photo, words.own_photo_note];
    photo.show();
    const colour = state.photo.channels === 3;
    channelHead.parentNode.hidden = !colour;
    channelHead.textContent = words.channel;
    channels.show({ name: words.channel, value: get("channel"), options: Object.entries(CHANNELS).map(([key, text]) => [key, words[text]]) });
    channelNote.textContent = get("channel") === "all" ? words.channel_all_note : "";
    kernelHead.textContent = words.kernel;
    moves.show(state, slide);
    viewHead.textContent = words.view;
    views.show({ name: words.view, value: get("view"), options: Object.entries(VIEWS).map(([key, text]) =>
      [key, say(text, { low: written(low), high: written(high) })]) });
    resultHead.textContent = words.result;
    sumsHead.textContent = words.sums;
  }

  function drawKernel() {
    const kernel = get("kernel");
    const words = texts();
    const size = kernel.length;
    chosen = clamp(chosen, 0, size * size - 1);
    const name = (row, column) => say("cell", { row, column });
    editor.show({ kernel, chosen, name: words.kernel, label: name });
    const [row, column] = [Math.floor(chosen / size), chosen % size];
    const value = kernel[row][column];
    const most = Math.max(...kernel.flat().map(Math.abs));
    if (most > reach) reach = roundUp(Math.max(2, 2 * most));
    fine.show({ name: `kernel[${row}][${column}]`, numberName: say("as_number", { name: name(row, column) }), value, low: -reach, high: reach });
    for (const input of fine.node.querySelectorAll("input")) input.step = reach / 100;
    const sum = onStep(kernel.flat().reduce((whole, part) => whole + part, 0), 1e-9);
    divide.show({ name: sum ? say("normalise", { sum: written(sum) }) : words.normalise_zero, value: get("normalise") });
    divided.textContent = get("normalise") && sum && sum !== 1 ? say("divided", { sum: written(sum) }) : "";
    chips.mark(get("preset"));
    probeHead.textContent = words.probe;
    probed.show({ kernel: numbersOf(kernel, get("normalise")), name: (picture, peak) => say("probe_answer", { picture, peak }),
      names: { even: words.probe_even, upright: words.probe_upright, level: words.probe_level, spot: words.probe_spot } });
    about.textContent = get("preset") === "own" ? words.about_own : words[get("presets")[get("preset")].about];
  }

  const imageSurface = kept((height, width) => surface(picture.canvas, height, width));
  const resultSurface = kept((rows, columns) => surface(result.canvas, rows, columns));
  const few = ({ photo: { height, width } }) => Math.max(height, width) <= FEW;
  const imageScale = (state) => scales.clipped(state.photo.span);
  const paintImage = kept((seen, target, low, high) => {
    if (seen.length === 3) mixColours(target.words, seen, { low, high });
    else tint(target.words, seen[0], scales.clipped([low, high]));
    target.show();
  });

  function drawPictures() {
    const state = now();
    const { rows, columns, height, width, pads, made } = state;
    const most = { rows: Math.max(height, rows), columns: Math.max(width, columns) };
    picture.lay({ rows: height, columns: width, top: pads[0][0], left: pads[1][0], height: state.photo.height, width: state.photo.width, most, name: texts().image_keys });
    result.lay({ rows, columns, most, name: texts().result_keys });
    paintImage(state.seen, imageSurface(state.photo.height, state.photo.width), ...state.photo.span);
    const scale = scaleNow(state);
    const target = resultSurface(rows, columns);
    tint(target.words, made.sums, scale);
    target.show();
    if (few(state)) drawNumbers(state, scale);
    else [picture, result].forEach((one) => one.number(null));
    drawRange(state, scale);
  }

  function scaleNow({ made, photo: { span } }) {
    if (get("view") === "clipped") return scales.clipped(span);
    return scales[get("view")](fullAt(made.sums, Math.max(...made.ends.map(Math.abs))));
  }

  function drawNumbers(state, scale) {
    const { planes, pads, width, photo: { height, width: wide }, made } = state;
    const outside = (at) => {
      const [row, column] = [Math.floor(at / width) - pads[0][0], (at % width) - pads[1][0]];
      return row < 0 || column < 0 || row >= height || column >= wide;
    };
    const simple = planes.length === 1;
    picture.number(simple ? planes[0] : null, (at) => (outside(at) ? null : colourOf(planes[0][at], imageScale(state))));
    result.number(made.sums, (at) => colourOf(made.sums[at], scale));
  }

  function drawRange({ made, rows, columns, photo: { span } }, scale) {
    bar.style.background = gradientOf(scale);
    const [least, most] = made.ends;
    const beyond = { low: scale.low > least && !scale.size ? "≤ " : "", high: scale.high < Math.max(most, scale.size ? -least : most) ? "≥ " : "" };
    barEnds.replaceChildren(make("span", {}, beyond.low + written(scale.low)), ...(scale.signed ? [make("span", {}, "0")] : []), make("span", {}, beyond.high + written(scale.high)));
    rangeNote.textContent = say("range_of", { rows, columns, low: written(least), high: written(most) });
    const cut = get("view") === "clipped" ? made.sums.reduce((count, value) => count + (value < span[0] - 1e-9 || value > span[1] + 1e-9), 0) / made.sums.length : 0;
    cutNote.textContent = cut ? say("cut", { share: `${cut < 0.01 ? "< 1" : Math.round(cut * 100)} %`, low: written(span[0]), high: written(span[1]) }) : "";
  }

  function drawWindow() {
    const state = now();
    const { size, stride, dilation, pads, planes, width, kernel, photo: { height, width: wide } } = state;
    const [row, column] = place(state);
    const reached = reachOf({ size, dilation });
    const [top, left] = [row * stride, column * stride];
    const taps = Array.from({ length: size * size }, (_, tap) => [top + Math.floor(tap / size) * dilation, left + (tap % size) * dilation]);
    picture.mark({ row: top, column: left, height: reached, width: reached, places: dilation > 1 && few(state) ? taps : [] });
    result.mark({ row, column, height: 1, width: 1 });
    const outside = ([y, x]) => y < pads[0][0] || x < pads[1][0] || y >= pads[0][0] + height || x >= pads[1][0] + wide;
    const words = texts();
    const windows = planes.map((plane, number) => ({
      name: planes.length === 3 ? words[CHANNELS[COLOURS[number]]] : "",
      cells: taps.map(([y, x]) => ({ value: plane[y * width + x], outside: outside([y, x]) })) }));
    const sums = worked.show({ windows, kernel, size, scale: imageScale(state),
      names: { window: words.window, kernel: `${words.kernel} ${divided.textContent}`, products: words.products, adds: words.adds, outside: words.window_outside } });
    const value = sums.reduce((whole, part) => whole + part, 0);
    worked.node.classList.toggle("is-single", sums.length === 1);
    el.classList.toggle("is-broad", size > 5 || (size > 3 && sums.length > 1));
    total.textContent = sums.length > 1 ? sums.map((part, number) => (number ? `${part < 0 ? "−" : "+"} ${written(Math.abs(part))}` : written(part))).join(" ") : `→ ${words.adds}`;
    answer.textContent = say("sum", { row, column, value: written(value) });
    holdNote.textContent = held ? words.hold_held : words.hold;
  }

  // ---- when what is drawn
  const stale = new Set();
  const draw = soon(() => {
    if (!el.isConnected) return;
    const parts = [["controls", drawControls], ["kernel", drawKernel], ["pictures", drawPictures], ["window", drawWindow]];
    for (const [name, act] of parts) if (stale.has(name)) act();
    stale.clear();
  });
  const mark = (...names) => () => {
    names.forEach((name) => stale.add(name));
    draw();
  };
  const later = { kernel: mark("kernel"), window: mark("window") };
  const whole = mark("controls", "kernel", "pictures", "window");
  const leave = follow({
    texts: whole,
    "photo stride padding dilation channel view note": whole,
    "kernel normalise preset": () => {
      if (editor.node.dataset.size && Number(editor.node.dataset.size) !== sizeOf()) whole();
      else mark("kernel", "pictures", "window")();
    },
    position: () => {
      here = null;
      later.window();
    },
  });
  return () => {
    clearTimeout(resting);
    photo.stop();
    leave();
  };
}

export default { render };
