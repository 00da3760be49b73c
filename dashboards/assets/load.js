/* The load page in the browser: files are dragged in or chosen, sent one after the other, and the page then shows them. */
(() => {
  "use strict";

  let busy = false;
  const zone = () => document.getElementById("load-drop");
  const has = (event) => event.dataTransfer?.types.includes("Files");

  function tell(text, failed) {
    const line = document.createElement("p");
    line.textContent = text;
    if (failed) line.className = "eagraph-warn";
    document.getElementById("load-sending")?.append(line);
    return line;
  }

  /** One file to the server: what it answers, or why it was refused. */
  function post(file, batch, heard) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const query = new URLSearchParams({ name: file.name, batch });
      request.open("POST", `/load/upload?${query}`);
      request.responseType = "json";
      request.upload.onprogress = (event) => heard(event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0);
      request.onload = () => resolve(request.status === 200 ? request.response : { error: request.response?.error ?? zone().dataset.failed });
      request.onerror = () => resolve({ error: zone().dataset.failed });
      request.send(file);
    });
  }

  async function send(files) {
    if (busy || !files.length) return;
    busy = true;
    document.getElementById("load-sending")?.replaceChildren();
    const said = { ...zone().dataset };
    let batch = "";
    let refused = 0;
    for (const file of files) {
      const line = tell(file.name);
      const answer = file.size > Number(said.most)
        ? { error: said.large.replace("{name}", file.name) }
        : await post(file, batch, (share) => { line.textContent = `${file.name} ${share} %`; });
      if (answer.error) {
        line.textContent = answer.error;
        line.className = "eagraph-warn";
        refused += 1;
      } else {
        batch = answer.batch;
        line.textContent = `${file.name} ✓`;
      }
    }
    busy = false;
    if (batch) show(batch, refused);
  }

  /** The page of what was sent; the address changes, and what was refused stays to be read. */
  function show(batch, refused) {
    if (!refused) document.getElementById("load-sending")?.replaceChildren();
    window.dash_clientside.set_props("load-asked", { data: { batch } });
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#load-choose")) return;
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: true });
    input.onchange = () => send([...input.files]);
    input.click();
  });
  document.addEventListener("dragover", (event) => {
    if (!zone() || !has(event)) return;
    event.preventDefault();
    zone().classList.toggle("eagraph-over", Boolean(event.target.closest?.("#load-drop")));
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone()?.classList.remove("eagraph-over");
  });
  document.addEventListener("drop", (event) => {
    if (!zone() || !has(event)) return;
    event.preventDefault();
    zone().classList.remove("eagraph-over");
    send([...event.dataTransfer.files]);
  });
})();
