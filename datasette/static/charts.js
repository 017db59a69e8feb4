// Draws a dashboard's charts with Vega-Lite, and puts the same numbers into the table below each.
"use strict";

const style = getComputedStyle(document.documentElement);
const color = (name) => style.getPropertyValue(`--${name}`).trim();
const font = getComputedStyle(document.body).fontFamily;
const given = document.getElementById("charts");
const reading = JSON.parse(given.textContent);

// A map's layers name the state outlines "outlines" and the chart's own numbers "rows".
function placed(value, rows) {
  if (Array.isArray(value)) return value.map((each) => placed(each, rows));
  if (!value || typeof value !== "object") return value;
  const copy = {};
  for (const [key, each] of Object.entries(value)) copy[key] = placed(each, rows);
  if (copy.url === "outlines") copy.url = given.dataset.outlines;
  if (copy.data === "rows") copy.data = { values: rows };
  return copy;
}

// What is drawn for a row leads to the openings behind it.
const LEADING = new Set(["bar", "rect", "point", "geoshape"]);
function leading(value) {
  if (Array.isArray(value)) return value.map(leading);
  if (!value || typeof value !== "object") return value;
  const copy = { ...value };
  if (copy.layer) copy.layer = copy.layer.map(leading);
  const kind = copy.mark && (copy.mark.type || copy.mark);
  if (LEADING.has(kind)) {
    copy.mark = { ...(copy.mark.type ? copy.mark : { type: copy.mark }), cursor: "pointer" };
    copy.encoding = { ...copy.encoding, href: { field: "openings_page" } };
  }
  return copy;
}

// Charts name colors by what they mean, such as "--cpc"; the page's theme says which they are.
function themed(value) {
  if (typeof value === "string" && value.startsWith("--")) return color(value.slice(2));
  if (Array.isArray(value)) return value.map(themed);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, themed(each)]));
  }
  return value;
}

function config() {
  const text = { labelColor: color("quiet"), titleColor: color("quiet"), labelFont: font, titleFont: font };
  return {
    background: "transparent",
    font,
    lineBreak: "\n",
    view: { stroke: null },
    axis: { ...text, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", gridColor: color("rule"), domainColor: color("rule"), tickColor: color("rule") },
    legend: { ...text, labelFontSize: 12, symbolType: "square" },
    text: { color: color("ink"), font },
    rect: { stroke: null },
  };
}

function cell(kind, text) {
  const element = document.createElement(kind);
  element.textContent = text === null ? "" : text;
  return element;
}

function lead(address) {
  const element = document.createElement("td");
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = "list";
    element.append(link);
  }
  return element;
}

function table(rows, where) {
  const columns = Object.keys(rows[0] || {});
  const head = document.createElement("tr");
  for (const column of columns) {
    const name = cell("th", column.replaceAll("_", " "));
    name.scope = "col";
    head.append(name);
  }
  const body = document.createElement("tbody");
  for (const row of rows) {
    const line = document.createElement("tr");
    line.append(...columns.map((column) => (column === "openings_page" ? lead(row[column]) : cell("td", row[column]))));
    body.append(line);
  }
  const top = document.createElement("thead");
  top.append(head);
  where.replaceChildren(top, body);
}

async function draw(slug, chart) {
  const card = document.getElementById(`card-${slug}`);
  const where = card.querySelector(".dashboard-card-chart");
  const answer = await fetch(card.dataset.rows);
  const { rows, error } = await answer.json();
  if (!rows || !rows.length) {
    where.textContent = error || "No opening fits these filters.";
    where.dataset.drawn = "empty";
    return;
  }
  table(rows, card.querySelector("table"));
  const spec = { width: "container", autosize: { type: "fit-x", contains: "padding" }, ...placed(themed(rows[0].openings_page ? leading(chart) : chart), rows), params: [{ name: "few", value: Number(given.dataset.few) }], data: { values: rows }, config: config() };
  await vegaEmbed(where, spec, { actions: false, renderer: "svg" });
  where.dataset.drawn = String(rows.length);
}

for (const [slug, chart] of Object.entries(reading)) {
  draw(slug, chart).catch((problem) => console.error(slug, problem));
}
