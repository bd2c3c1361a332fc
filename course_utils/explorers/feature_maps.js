// The feature map explorer's face. Python computes the maps; this paints the bytes it sends and says what was clicked.

const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (_, name) => fields[name]);

function shown(value) {
  const size = Math.abs(value);
  const text = size !== 0 && (size < 0.001 || size >= 100000) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
  return text.replace("-", "−");
}

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

// ---- painting

function paint(canvas, height, width, colour) {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  const picture = context.createImageData(width, height);
  for (let place = 0; place < width * height; place += 1) {
    picture.data.set(colour(place), place * 4);
  }
  context.putImageData(picture, 0, 0);
}

function paintPicture(canvas, { height, width, channels, pixels }) {
  const values = bytes(pixels);
  paint(canvas, height, width, (place) =>
    channels === 3 ? [...values.subarray(place * 3, place * 3 + 3), 255] : [values[place], values[place], values[place], 255]);
}

function paintMap(canvas, height, width, values, palette) {
  paint(canvas, height, width, (place) => [...palette.subarray(values[place] * 3, values[place] * 3 + 3), 255]);
}

const ladderColour = (palette, share) => {
  const rung = Math.round(Math.min(1, Math.max(0, share)) * 255) * 3;
  return [...palette.subarray(rung, rung + 3)];
};

// ---- a row of buttons of which one is chosen: arrow keys walk, tab passes by

function chooser(node, choose) {
  node.setAttribute("role", "radiogroup");
  node.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const buttons = [...node.querySelectorAll("button")];
    if (!step || !buttons.length) return;
    event.preventDefault();
    const place = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
    buttons[place].focus();
    buttons[place].click();
  });
  node.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button.dataset.value);
  });
  return (value) => {
    for (const button of node.querySelectorAll("button")) {
      const chosen = button.dataset.value === String(value);
      button.setAttribute("aria-checked", chosen);
      button.tabIndex = chosen ? 0 : -1;
    }
    if (!node.querySelector("[aria-checked=true]")) node.querySelector("button")?.setAttribute("tabindex", 0);
  };
}

function option(value, ...children) {
  return make("button", { type: "button", role: "radio", "data-value": value }, ...children);
}

// ---- the explorer

function render({ model, el }) {
  el.classList.add("petals-explorer", "petals-maps");
  // Or JupyterLab takes the arrow keys, for its shortcuts and once more for the notebook, and moves to the next cell.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  el.addEventListener("keydown", (event) => event.stopPropagation());
  const texts = () => model.get("texts");
  const palette = (name) => bytes(model.get("palettes")[name]);
  const tell = (name, value) => {
    el.classList.add("is-busy");
    model.set(name, value);
    model.save_changes();
  };

  const heading = () => make("p", { class: "heading" });
  const note = () => make("p", { class: "note" });

  const stripHead = heading();
  const strip = make("div", { class: "strip" });
  const layerHead = heading();
  const layers = make("div", { class: "petals-row chips" });
  const photoHead = heading();
  const photo = make("canvas", { role: "img" });
  const box = make("div", { class: "box", hidden: "" });
  const answersHead = heading();
  const answers = make("div", { class: "bars" });
  const sheetHead = heading();
  const sheetNote = note();
  const sheet = make("div", { class: "sheet" });
  const back = make("button", { type: "button" });
  const forth = make("button", { type: "button" });
  const pageNote = make("span", { class: "note" });
  const pages = make("div", { class: "petals-row" }, back, pageNote, forth);
  const mapHead = heading();
  const mapNote = note();
  const map = make("canvas", { tabindex: 0, role: "application" });
  const mark = make("div", { class: "unit", hidden: "" });
  const unitNote = make("p", { class: "note", role: "status", "aria-live": "polite" });
  const kernelHead = heading();
  const kernelNote = note();
  const kernels = make("div", { class: "kernels" });
  const wait = make("p", { class: "note wait", role: "status" });

  el.replaceChildren(make("div", { class: "stack" },
    make("div", {}, stripHead, strip),
    make("div", {}, layerHead, layers),
    make("div", { class: "layout" },
      make("div", {}, photoHead, make("div", { class: "photo" }, photo, box), make("div", { style: "height: 10px" }), answersHead, answers, wait),
      make("div", {}, sheetHead, sheetNote, sheet, pages),
      make("div", { class: "detail" }, mapHead, mapNote, make("div", { class: "big" }, map, mark), unitNote, kernelHead, kernels, kernelNote))));

  const chosenImage = chooser(strip, (value) => tell("image", Number(value)));
  const chosenLayer = chooser(layers, (value) => tell("layer", value));
  const chosenChannel = chooser(sheet, (value) => tell("channel", Number(value)));
  back.addEventListener("click", () => tell("page", model.get("page") - 1));
  forth.addEventListener("click", () => tell("page", model.get("page") + 1));

  // a click on the map is a unit; so are the arrow keys
  map.addEventListener("click", (event) => {
    const { rows, columns } = model.get("zoom");
    const edge = map.getBoundingClientRect();
    const place = (at, start, size, count) => Math.min(count - 1, Math.max(0, Math.floor(((at - start) / size) * count)));
    map.focus({ preventScroll: true });
    tell("unit", [place(event.clientY, edge.top, edge.height, rows), place(event.clientX, edge.left, edge.width, columns)]);
  });
  map.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!way) return;
    event.preventDefault();
    const { rows, columns } = model.get("zoom");
    const [row, column] = model.get("unit").length ? model.get("unit") : [Math.floor(rows / 2), Math.floor(columns / 2)];
    tell("unit", [Math.min(rows - 1, Math.max(0, row + way[0])), Math.min(columns - 1, Math.max(0, column + way[1]))]);
  });

  function drawStrip() {
    const { pictures, total } = model.get("strip");
    stripHead.textContent = texts().images
      + (pictures.length < total ? ` (${fill(texts().images_left_out, { shown: pictures.length, total })})` : "");
    strip.setAttribute("aria-label", texts().images);
    strip.replaceChildren(...pictures.map((picture, number) => {
      const canvas = make("canvas", { "aria-hidden": "true" });
      paintPicture(canvas, picture);
      const button = option(number, canvas);
      button.setAttribute("aria-label", fill(texts().image, { number }));
      return button;
    }));
    chosenImage(model.get("image"));
  }

  function drawLayers() {
    layerHead.textContent = texts().layers;
    layers.setAttribute("aria-label", texts().layers);
    layers.replaceChildren(...model.get("layers").map(({ name, kind, shape }) =>
      option(name, name, make("small", {}, `${kind} · ${shape.join("×")}`))));
    chosenLayer(model.get("layer"));
  }

  function drawPhoto() {
    const view = model.get("photo");
    paintPicture(photo, view);
    photoHead.textContent = fill(texts().chosen, { number: model.get("image") });
    photo.setAttribute("aria-label", photoHead.textContent);
    const named = view.answers.map((one) => ({ ...one, name: one.name || fill(texts().class, { number: one.number }) }));
    answersHead.textContent = !named.length ? "" : view.sure ? texts().predicted : texts().outputs;
    const top = Math.max(1e-9, ...named.map((one) => one.value));
    answers.replaceChildren(...(named.length ? named.flatMap((one, place) => [
      make("span", { class: place ? "name" : "name first", title: one.name }, one.name),
      make("span", { class: "bar" }, make("i", { style: `width: ${Math.max(0, (view.sure ? one.value : one.value / top) * 100)}%` })),
      make("span", { class: place ? "value" : "value first" }, view.sure ? `${(one.value * 100).toFixed(1)} %` : shown(one.value)),
    ]) : [make("span", { class: "note", style: "grid-column: 1 / -1" }, texts().no_classes)]));
    chosenImage(model.get("image"));
  }

  function drawSheet() {
    const view = model.get("sheet");
    const colours = palette("maps");
    const values = bytes(view.pixels);
    const size = view.height * view.width;
    sheetHead.textContent = fill(texts().maps, { layer: model.get("layer") });
    sheetNote.textContent = `${texts().maps_scale} ${fill(texts().map_range, { low: shown(view.low), high: shown(view.high) })}`
      + (view.step > 1 ? `; ${fill(texts().map_small, { step: view.step })}` : "");
    sheet.setAttribute("aria-label", sheetHead.textContent);
    const held = sheet.contains(document.activeElement) ? document.activeElement.dataset.value : null;
    sheet.replaceChildren(...Array.from({ length: view.count }, (_, place) => {
      const canvas = make("canvas", { "aria-hidden": "true" });
      paintMap(canvas, view.height, view.width, values.subarray(place * size, (place + 1) * size), colours);
      const button = option(view.first + place, canvas, make("span", {}, String(view.first + place)));
      button.setAttribute("aria-label", fill(texts().channel, { channel: view.first + place }));
      return button;
    }));
    if (held !== null) sheet.querySelector(`[data-value="${held}"]`)?.focus();
    const last = view.first + view.count - 1;
    pages.style.display = view.count < view.total ? "" : "none";
    pageNote.textContent = fill(texts().channels, { first: view.first, last, total: view.total });
    [back.textContent, forth.textContent] = ["‹", "›"];
    back.setAttribute("aria-label", texts().previous);
    forth.setAttribute("aria-label", texts().next);
    back.disabled = view.first === 0;
    forth.disabled = last + 1 >= view.total;
    chosenChannel(model.get("channel"));
    chosenLayer(model.get("layer"));
  }

  function drawZoom() {
    const view = model.get("zoom");
    paintMap(map, view.height, view.width, bytes(view.pixels), palette("maps"));
    mapHead.textContent = fill(texts().map, { channel: view.channel });
    mapNote.textContent = fill(texts().map_range, { low: shown(view.low), high: shown(view.high) })
      + (view.step > 1 ? `; ${fill(texts().map_small, { step: view.step })}` : "");
    map.setAttribute("aria-label", `${mapHead.textContent}. ${texts().choose_unit}`);
    drawKernel(view);
    chosenChannel(view.channel);
  }

  function drawKernel(view) {
    kernelHead.textContent = view.kernel ? fill(texts().kernel, { channel: view.channel }) : "";
    if (!view.kernel) {
      kernels.replaceChildren();
      kernelNote.textContent = fill(texts().kernel_none, { layer: model.get("layer"), kind: view.kind });
      return;
    }
    const { slices, total, bias, first } = view.kernel;
    const reach = Math.max(1e-9, ...slices.flat(2).map(Math.abs));
    const draw = slices.length === 1 && slices[0].length <= 5 ? kernelTable : kernelPicture;
    kernels.replaceChildren(...slices.map((slice, place) => make("figure", {}, draw(slice, reach, palette("kernels")),
      ...(slices.length > 1 ? [make("figcaption", {}, fill(texts().input, { channel: first + place }))] : []))));
    kernelNote.textContent = fill(texts().kernel_legend, { bias: bias === null ? "0" : shown(bias) })
      + (slices.length < total ? `; ${fill(texts().kernel_left_out, { shown: slices.length, total })}` : "");
  }

  function drawSpot() {
    const view = model.get("spot");
    const { rows, columns } = model.get("zoom");
    const chosen = view.row !== undefined;
    mark.hidden = !chosen;
    box.hidden = !chosen || Boolean(view.problem);
    unitNote.textContent = texts().choose_unit;
    if (!chosen) return;
    const place = (node, top, left, height, width, tall, wide) => {
      const share = (part, whole) => `${(part / whole) * 100}%`;
      Object.assign(node.style, { top: share(top, tall), left: share(left, wide), height: share(height, tall), width: share(width, wide) });
    };
    place(mark, view.row, view.column, 1, 1, rows, columns);
    const image = model.get("photo");
    if (!view.problem) place(box, view.top, view.left, view.bottom - view.top + 1, view.right - view.left + 1, image.image_height, image.image_width);
    const all = view.height === image.image_height && view.width === image.image_width;
    const said = view.problem || (all ? "field_all" : view.gaps ? "field_gaps" : "field");
    unitNote.textContent = `${fill(texts().unit, { ...view, value: shown(view.value) })}. ${fill(texts()[said], view)}`;
  }

  const parts = {
    texts: () => [drawStrip, drawLayers, drawPhoto, drawSheet, drawZoom, drawSpot],
    strip: () => [drawStrip],
    photo: () => [drawPhoto, drawSpot],
    sheet: () => [drawSheet],
    zoom: () => [drawZoom, drawSpot],
    spot: () => [drawSpot],
  };
  const watched = Object.entries(parts).map(([name, list]) => [`change:${name}`, () => {
    el.classList.remove("is-busy");
    el.setAttribute("lang", model.get("language"));
    wait.textContent = texts().looking;
    for (const draw of list()) draw();
  }]);
  for (const [name, act] of watched) model.on(name, act);
  watched[0][1]();
  return () => {
    for (const [name, act] of watched) model.off(name, act);
  };
}

function kernelPicture(slice, reach, palette) {
  const canvas = make("canvas", { "aria-hidden": "true" });
  const width = slice[0].length;
  paint(canvas, slice.length, width, (place) => [...ladderColour(palette, 0.5 + slice[Math.floor(place / width)][place % width] / (2 * reach)), 255]);
  return canvas;
}

function kernelTable(slice, reach, palette) {
  return make("table", {}, make("tbody", {}, ...slice.map((row) => make("tr", {}, ...row.map((value) => {
    const share = 0.5 + value / (2 * reach);
    const ink = Math.abs(share - 0.5) > 0.36 ? "#ffffff" : "#1b1f24";
    return make("td", { style: `background: rgb(${ladderColour(palette, share).join(" ")}); color: ${ink}` }, value.toFixed(2).replace("-", "−"));
  })))));
}

export default { render };
