import http from "node:http";

const PATIENCE_MS = 60_000;
/** A connection each: what is kept may have been let go meanwhile, and a lost request must be the app's fault. */
const EACH = new http.Agent({ keepAlive: false });

/**
 * One request, one answer; redirects are shown and not followed.
 * @param {string} address
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer, agent?: http.Agent, patienceMs?: number }} [wish]
 */
export function ask(address, { method = "GET", headers = {}, body, agent = EACH, patienceMs = PATIENCE_MS } = {}) {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const request = http.request(address, { method, headers: { ...headers, ...length }, agent }, (response) => {
      const pieces = [];
      response.on("data", (piece) => pieces.push(piece));
      response.once("error", reject);
      response.once("end", () => {
        if (!response.complete) return reject(new Error("the answer was cut off"));
        const { statusCode: status, headers: said } = response;
        return resolve({ status, headers: said, text: Buffer.concat(pieces).toString("utf8") });
      });
    });
    request.setTimeout(patienceMs, () => request.destroy(new Error(`no answer within ${patienceMs} ms`)));
    request.once("error", reject);
    request.end(body);
  });
}

/**
 * Somebody's browser: holds its cookies, and says that it stands on a page of `origin`. Each request may go to another process;
 * it arrives there as the proxy would hand it on.
 */
export function openBrowser(origin) {
  const { host } = new URL(origin);
  const cookies = new Map();
  const keep = (lines = []) => {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!name) continue;
      if (value === "" || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const send = async (address, { headers = {}, ...wish } = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await ask(address, {
      ...wish,
      headers: { Host: host, Origin: origin, ...(cookie ? { Cookie: cookie } : {}), ...headers },
    });
    keep(answer.headers["set-cookie"]);
    return answer;
  };
  return {
    cookies,
    get: (address, wish) => send(address, wish),
    post: (address, fields, wish = {}) =>
      send(address, {
        ...wish,
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", ...wish.headers },
        body: new URLSearchParams(fields).toString(),
      }),
    async upload(address, fields, file) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set("file", new Blob([file.content], { type: file.type }), file.name);
      const whole = new Response(form);
      const body = Buffer.from(await whole.arrayBuffer());
      return send(address, { method: "POST", headers: { "Content-Type": whole.headers.get("content-type") }, body });
    },
  };
}

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#39;": "'" };
const plain = (text) => text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (entity) => ENTITIES[entity]);
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? plain(found[1]) : undefined;
};
const isOn = (tag, name) => new RegExp(`\\s${name}(=|\\s|>|/)`).test(tag);

/**
 * What a browser without scripts would send from the form of `page` that holds a field or button called `holding`: its fields
 * as they stand, without buttons.
 */
export function formFields(page, holding) {
  const form = page.match(/<form\b[\s\S]*?<\/form>/g)?.find((one) => one.includes(`name="${holding}"`));
  if (!form) throw new Error(`no form with «${holding}» on the page`);
  const fields = new URLSearchParams();
  const add = (name, value) => name && fields.append(name, value ?? "");
  for (const [whole, kind] of form.matchAll(/<(input|select|textarea)\b[^>]*>(?:[\s\S]*?<\/\1>)?/g)) {
    const tag = /^<[^>]*>/.exec(whole)[0];
    const name = attribute(tag, "name");
    if (isOn(tag, "disabled")) continue;
    if (kind === "input") {
      const type = attribute(tag, "type") ?? "text";
      if (["submit", "button", "file", "image"].includes(type)) continue;
      if (["checkbox", "radio"].includes(type) && !isOn(tag, "checked")) continue;
      add(name, attribute(tag, "value") ?? (type === "checkbox" ? "on" : ""));
    } else if (kind === "textarea") add(name, plain(whole.slice(tag.length, -"</textarea>".length)).replace(/^\n/, ""));
    else {
      const options = whole.match(/<option\b[^>]*>/g) ?? [];
      const chosen = options.find((option) => isOn(option, "selected")) ?? options[0];
      add(name, chosen && attribute(chosen, "value"));
    }
  }
  return fields;
}
