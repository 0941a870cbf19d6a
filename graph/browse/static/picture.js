// The picture of an entity's neighbourhood. The server gives nodes and edges as
// JSON; everything shown here can also be read in the list below the picture.
"use strict";
(() => {
  const canvas = document.querySelector(".canvas");
  if (!canvas || typeof cytoscape === "undefined") return;
  const stage = canvas.querySelector(".graph"), status = canvas.querySelector(".status"), told = canvas.querySelector(".told");
  const filters = canvas.querySelector(".filters"), list = canvas.querySelector(".edges"), more = canvas.querySelector("[data-do=more]");
  const centre = canvas.dataset.entity, most = Number(canvas.dataset.most), step = 30;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const safe = (s) => s.replace(/[\u202a-\u202e\u2066-\u2069\u0000-\u001f]/g, " ");
  const clip = (s, n) => (s.length > n ? s.slice(0, n - 1) + "…" : s);
  const opened = new Set([centre]); // whose neighbours were brought in
  let at = centre, leftOut = 0, limit = step;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const types = ["Person", "Organization", "Place", "Group", "Product", "Event", "Law", "Work"];
  function sheet() {
    const ink = colour("ink"), soft = colour("soft"), panel = colour("panel"), focus = colour("focus");
    return [
      { selector: "node", style: { label: "data(label)", color: ink, "font-size": "mapData(size, 18, 38, 13, 22)", "min-zoomed-font-size": 6, "text-wrap": "wrap", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 3,
        "text-outline-color": panel, "text-outline-width": 2, width: "data(size)", height: "data(size)", "background-color": soft, "border-width": 1.5, "border-color": panel } },
      ...types.map((t) => ({ selector: `node[type = "${t}"]`, style: { "background-color": colour(t.toLowerCase()) } })),
      { selector: "node[?centre]", style: { "border-width": 3, "border-color": focus, "font-weight": "bold", "font-size": 17 } },
      { selector: "edge", style: { label: "data(label)", "font-size": 11, color: soft, "text-outline-color": panel, "text-outline-width": 2, "text-rotation": "autorotate",
        width: "data(width)", "line-color": soft, "line-opacity": 0.6, "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": soft, "arrow-scale": 0.8, "min-zoomed-font-size": 7 } },
      // Facts among the neighbours are drawn faintly, so that those of who was asked for can be read.
      { selector: "edge.far", style: { label: "", width: 1, "line-opacity": 0.22, "curve-style": "straight", "target-arrow-shape": "none" } },
      { selector: "edge.far:selected, edge.far.near", style: { label: "data(label)", "line-opacity": 0.8, "target-arrow-shape": "triangle" } },
      { selector: 'edge[modality = "planned"]', style: { "line-style": "dashed" } },
      { selector: 'edge[modality = "alleged"]', style: { "line-style": "dotted" } },
      { selector: 'edge[modality = "denied"]', style: { "line-style": "dotted", "target-arrow-shape": "tee", "line-color": colour("product"), "target-arrow-color": colour("product") } },
      { selector: ".gone", style: { display: "none" } },
      { selector: ":selected", style: { "line-color": focus, "target-arrow-color": focus, "border-color": focus, "border-width": 3 } },
    ];
  }
  const cy = cytoscape({ container: stage, style: sheet(), minZoom: 0.1, maxZoom: 4, wheelSensitivity: 0.3,
    textureOnViewport: true }); // while it is moved a picture of it moves: hundreds of lines are not drawn anew
  // Text above the stage may have moved it since cytoscape looked where it is.
  stage.addEventListener("pointerdown", () => cy.resize(), { capture: true });
  canvas.cy = cy; // for whoever looks at the page from its console
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(sheet()));

  const chosen = () => {
    const q = new URLSearchParams();
    for (const [name, value] of new FormData(filters)) if (value) q.append(name, value); // the sliders have no names
    return q;
  };
  const say = (text) => { status.textContent = text; };

  async function fetchJSON(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const body = await answer.json();
    if (body.error) throw new Error(body.error);
    return body.data;
  }

  // bring fetches the neighbourhood of an entity and adds what is new.
  async function bring(id) {
    const shown = cy.nodes().map((n) => n.id());
    if (shown.length >= most) {
      say(`${shown.length} entities are shown, and a picture holds ${most}. Choose a relation, a type or more stories above to see fewer of them.`);
      return;
    }
    const q = chosen();
    q.set("format", "json");
    const [since, until] = chosenMonths();
    if (since) q.set("from", since);
    if (until) q.set("until", until);
    q.set("limit", String(Math.min(limit, most)));
    if (shown.length) q.set("shown", shown.join(","));
    stage.setAttribute("aria-busy", "true");
    let data;
    try {
      data = await fetchJSON(`/picture/${encodeURIComponent(id)}?${q}`);
    } catch (e) {
      say("The neighbours could not be read: " + e.message);
      return;
    } finally {
      stage.removeAttribute("aria-busy");
    }
    const fresh = data.nodes.filter((n) => cy.getElementById(n.id).empty());
    const room = most - shown.length;
    if (fresh.length > room) {
      say(`${fresh.length} more entities would make ${shown.length + fresh.length}, and a picture holds ${most}. Choose a relation, a type or more stories above to see fewer of them.`);
      return;
    }
    const from = cy.getElementById(id), place = from.nonempty() ? from.position() : { x: 0, y: 0 };
    cy.batch(() => {
      fresh.forEach((n, i) => {
        const angle = (2 * Math.PI * i) / Math.max(1, fresh.length);
        cy.add({ group: "nodes", data: { id: n.id, name: n.name, label: clip(safe(n.name), 40), type: n.type, size: n.id === centre ? 38 : 18 + Math.min(16, 4 * Math.sqrt(n.stories || 1)), centre: n.id === centre },
          position: { x: place.x + 150 * Math.cos(angle), y: place.y + 150 * Math.sin(angle) } });
      });
      for (const e of data.edges) {
        if (cy.getElementById(e.id).nonempty() || cy.getElementById(e.source).empty() || cy.getElementById(e.target).empty()) continue;
        cy.add({ group: "edges", data: { ...e, label: e.words, width: 1 + Math.min(6, Math.log2(1 + e.stories)) } });
      }
    });
    at = id;
    opened.add(id);
    cy.edges().forEach((e) => { e.toggleClass("far", !opened.has(e.data("source")) && !opened.has(e.data("target"))); });
    leftOut = data.left_out;
    spread();
    if (fresh.length) arrange();
    const name = safe(data.entity.name);
    say(fresh.length ? counted() + (leftOut ? ` ${leftOut} more neighbours of ${name} are left out.` : "")
      : `${name} has no neighbours that are not shown` + (leftOut ? `; ${leftOut} are left out.` : "."));
    more.hidden = !leftOut;
  }

  const shownNodes = () => cy.nodes().not(".gone"), shownEdges = () => cy.edges().not(".gone");
  const counted = () => `${shownNodes().length} entities, ${shownEdges().length} facts.`;

  // The months in which something shown was said, and which of them are chosen.
  const time = canvas.querySelector(".time"), [since, until] = time.querySelectorAll("input"), span = time.querySelector("output");
  let months = [];
  function chosenMonths() {
    if (months.length < 2) return ["", ""];
    return [Number(since.value) > 0 ? months[since.value] : "", Number(until.value) < months.length - 1 ? months[until.value] : ""];
  }
  // spread sets the sliders to the months of all edges; what was chosen stays.
  function spread() {
    const [from, to] = chosenMonths(), said = [];
    cy.edges().forEach((e) => { for (const d of [e.data("first_said"), e.data("last_said")]) if (d && d.length >= 7) said.push(d.slice(0, 7)); });
    said.sort();
    months = [];
    if (said.length) {
      const last = said[said.length - 1];
      for (let [y, m] = said[0].split("-").map(Number); months.length < 6000; m === 12 ? (y++, m = 1) : m++) {
        const month = String(y).padStart(4, "0") + "-" + String(m).padStart(2, "0");
        months.push(month);
        if (month >= last) break;
      }
    }
    time.hidden = months.length < 2;
    for (const slider of [since, until]) slider.max = String(Math.max(1, months.length - 1));
    since.value = String(from ? Math.max(0, months.findIndex((m) => m >= from)) : 0);
    until.value = String(to && months.includes(to) ? months.indexOf(to) : months.length - 1);
    hide();
  }
  // hide takes out what was not said in the chosen months, and who is then alone.
  function hide() {
    const [from, to] = chosenMonths();
    cy.batch(() => {
      cy.edges().forEach((e) => {
        const first = (e.data("first_said") || "").slice(0, 7), last = (e.data("last_said") || "").slice(0, 7);
        e.toggleClass("gone", Boolean((from && !(last >= from)) || (to && !(first && first <= to))));
      });
      cy.nodes().forEach((n) => { n.toggleClass("gone", n.id() !== centre && n.connectedEdges().not(".gone").empty()); });
    });
    if (months.length > 1) {
      const text = `${months[since.value]} to ${months[until.value]}`;
      span.textContent = text;
      for (const slider of [since, until]) slider.setAttribute("aria-valuetext", months[slider.value]);
    }
    write();
  }
  time.addEventListener("input", (event) => {
    if (Number(since.value) > Number(until.value)) (event.target === since ? until : since).value = event.target.value;
    hide();
    say(counted());
  });

  // arrange lays the picture out. Of several lines between the same two only one
  // pulls, else they would clump.
  function arrange() {
    const pairs = new Set();
    const pulling = cy.edges().filter((e) => {
      const pair = [e.source().id(), e.target().id()].sort().join(" ");
      return !pairs.has(pair) && pairs.add(pair);
    });
    const before = new Map(cy.nodes().map((n) => [n.id(), { ...n.position() }]));
    cy.nodes().union(pulling).layout({ name: "cose", animate: false, randomize: false, fit: false,
      nodeDimensionsIncludeLabels: true, nodeRepulsion: () => 400000, idealEdgeLength: () => 110, nodeOverlap: 30, gravity: 0.2, numIter: cy.nodes().length > 200 ? 300 : 1000 }).run();
    // As wide as the stage is, so that it is drawn as large as can be.
    const box = cy.nodes().boundingBox(), wider = Math.sqrt(Math.min(2.2, Math.max(0.5, (stage.clientWidth / stage.clientHeight) / (box.w / box.h) || 1)));
    const after = new Map(cy.nodes().map((n) => [n.id(), { x: n.position("x") * wider, y: n.position("y") / wider }]));
    const animate = !still && cy.nodes().length < 120;
    if (animate) cy.nodes().positions((n) => before.get(n.id()));
    cy.nodes().layout({ name: "preset", positions: (n) => after.get(n.id()), animate, animationDuration: 350, fit: true, padding: 40 }).run();
  }

  // write keeps the list below the picture in step with it.
  function write() {
    list.replaceChildren(...shownEdges().map((e) => {
      const d = e.data(), li = document.createElement("li");
      li.dataset.edge = d.id;
      const link = (node) => {
        const a = document.createElement("a");
        a.className = "end t-" + node.data("type").toLowerCase();
        a.href = "/entity/" + encodeURIComponent(node.id());
        a.textContent = clip(safe(node.data("name")), 120);
        return a;
      };
      const rel = document.createElement("a");
      rel.className = "rel";
      rel.href = "/statement/" + encodeURIComponent(d.id);
      rel.textContent = d.words;
      const meta = document.createElement("span");
      meta.className = "meta";
      meta.textContent = `${d.stories} ${d.stories === 1 ? "story" : "stories"}`;
      li.append(link(e.source()), " ", rel, " ", link(e.target()), " ");
      if (d.modality !== "asserted") {
        const badge = document.createElement("span");
        badge.className = "badge m-" + d.modality;
        badge.textContent = d.modality === "past" ? "formerly" : d.modality;
        li.append(badge, " ");
      }
      li.append(meta);
      return li;
    }));
    if (!shownEdges().length) {
      const li = document.createElement("li");
      li.className = "empty";
      li.textContent = "No sentence connects it with another entity in this selection.";
      list.append(li);
    }
  }

  // tell shows the sentences of a statement: the part of its page that has them.
  async function tell(id) {
    let page;
    try {
      const answer = await fetch("/statement/" + encodeURIComponent(id), { headers: { Accept: "text/html" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (e) {
      say("The sentences could not be read: " + e.message);
      return;
    }
    const head = document.createElement("h2");
    const h1 = page.querySelector("h1");
    head.append(...(h1 ? h1.childNodes : []));
    told.replaceChildren(head, ...[...page.querySelectorAll(".evidence")].slice(0, 10));
    told.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  }

  cy.on("mouseover", "node", (event) => event.target.connectedEdges(".far").addClass("near"));
  cy.on("mouseout", "node", (event) => event.target.connectedEdges(".near").removeClass("near"));
  cy.on("tap", "edge", (event) => tell(event.target.id()));
  cy.on("onetap", "node", (event) => { limit = step; bring(event.target.id()); });
  cy.on("dbltap", "node", (event) => { location.href = "/entity/" + encodeURIComponent(event.target.id()); });
  list.addEventListener("click", (event) => {
    const a = event.target.closest("a.rel");
    if (!a || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const id = a.closest("li").dataset.edge;
    cy.elements().unselect();
    cy.getElementById(id).select();
    tell(id).then(() => told.focus());
  });
  filters.addEventListener("change", (event) => { if (time.contains(event.target)) return; cy.elements().remove(); opened.clear(); told.replaceChildren(); limit = step; bring(centre); });
  filters.addEventListener("submit", (event) => event.preventDefault());

  function save(name, type, content) {
    const a = document.createElement("a");
    a.href = content instanceof Blob ? URL.createObjectURL(content) : URL.createObjectURL(new Blob([content], { type }));
    a.download = name;
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 10000);
  }
  const xml = (s) => String(s).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

  function graphML() {
    const keys = [["name", "node", "string"], ["type", "node", "string"], ["relation", "edge", "string"], ["modality", "edge", "string"], ["role", "edge", "string"], ["confidence", "edge", "double"],
      ["support", "edge", "int"], ["stories", "edge", "int"], ["first_said", "edge", "string"], ["last_said", "edge", "string"]];
    const data = (key, value) => (value === undefined || value === "" ? "" : `<data key="${key}">${xml(value)}</data>`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n`
      + keys.map(([id, on, type]) => `<key id="${on}_${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>\n`).join("")
      + `<graph edgedefault="directed">\n`
      + shownNodes().map((n) => `<node id="${xml(n.id())}">${data("node_name", n.data("name"))}${data("node_type", n.data("type"))}</node>\n`).join("")
      + shownEdges().map((e) => `<edge id="${xml(e.id())}" source="${xml(e.source().id())}" target="${xml(e.target().id())}">${data("edge_relation", e.data("type"))}`
        + ["modality", "role", "confidence", "support", "stories", "first_said", "last_said"].map((k) => data("edge_" + k, e.data(k))).join("") + `</edge>\n`).join("")
      + `</graph>\n</graphml>\n`;
  }

  function svg() {
    const box = cy.elements().not(".gone").boundingBox({ includeLabels: true }), pad = 20;
    const ink = colour("ink"), soft = colour("soft"), panel = colour("panel");
    const n = (x) => x.toFixed(1);
    let out = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(box.x1 - pad)} ${n(box.y1 - pad)} ${n(box.w + 2 * pad)} ${n(box.h + 2 * pad)}" font-family="sans-serif">\n`
      + `<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${soft}"/></marker></defs>\n`
      + `<rect x="${n(box.x1 - pad)}" y="${n(box.y1 - pad)}" width="${n(box.w + 2 * pad)}" height="${n(box.h + 2 * pad)}" fill="${panel}"/>\n`;
    shownEdges().forEach((e) => {
      const a = e.sourceEndpoint(), b = e.targetEndpoint(), c = (e.controlPoints() || [])[0], m = e.midpoint();
      const dash = { planned: "6 4", alleged: "2 3", denied: "2 3" }[e.data("modality")];
      out += `<path d="M${n(a.x)} ${n(a.y)} ${c ? `Q${n(c.x)} ${n(c.y)}` : "L"} ${n(b.x)} ${n(b.y)}" fill="none" stroke="${soft}" stroke-opacity=".6" stroke-width="${n(e.data("width"))}"${dash ? ` stroke-dasharray="${dash}"` : ""} marker-end="url(#a)"/>`
        + `<text x="${n(m.x)}" y="${n(m.y - 3)}" font-size="8" text-anchor="middle" fill="${soft}">${xml(e.data("label"))}</text>\n`;
    });
    shownNodes().forEach((v) => {
      const p = v.position(), r = v.width() / 2;
      out += `<circle cx="${n(p.x)}" cy="${n(p.y)}" r="${n(r)}" fill="${colour(v.data("type").toLowerCase())}"/><text x="${n(p.x)}" y="${n(p.y + r + 11)}" font-size="11" text-anchor="middle" fill="${ink}">${xml(v.data("label"))}</text>\n`;
    });
    return out + "</svg>\n";
  }

  const file = () => "newsgraph-" + centre;
  const deeds = {
    in: () => cy.zoom({ level: cy.zoom() * 1.3, renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } }),
    out: () => cy.zoom({ level: cy.zoom() / 1.3, renderedPosition: { x: stage.clientWidth / 2, y: stage.clientHeight / 2 } }),
    fit: () => cy.fit(undefined, 30),
    more: () => { limit = step; bring(at); },
    png: () => save(file() + ".png", "image/png", cy.png({ output: "blob", full: true, scale: 2, bg: colour("panel"), maxWidth: 6000, maxHeight: 6000 })),
    svg: () => save(file() + ".svg", "image/svg+xml", svg()),
    graphml: () => save(file() + ".graphml", "application/xml", graphML()),
  };
  canvas.querySelector(".tools").addEventListener("click", (event) => {
    const deed = deeds[event.target.dataset.do];
    if (deed) deed();
  });
  bring(centre);
})();
