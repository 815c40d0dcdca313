import { spawn } from "node:child_process";
import { chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answers, until } from "./waiting.mjs";

const LEFT_OUT_S = 2;
/** nginx counts in whole seconds: a web that is back may be left out one second longer than the configuration says. */
export const FOUND_AGAIN_MS = (LEFT_OUT_S + 1) * 1_000;

/**
 * nginx as an installation would have it, on loopback: round robin; a web process that does not answer is left out for two
 * seconds and the request goes to the next one, unless it is a write that had begun. X-Forwarded-For is written, never handed
 * on: what a client says about itself ends here.
 */
export const proxyConfiguration = ({ port, webs, folder }) => `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  client_max_body_size 100m;
  upstream web {
${webs.map((web) => `    server 127.0.0.1:${web} max_fails=1 fail_timeout=${LEFT_OUT_S}s;`).join("\n")}
    keepalive 16;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://web;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_connect_timeout 2s;
      proxy_read_timeout 120s;
    }
  }
}
`;

/** Starts nginx; `use` changes which web processes it asks, without a connection lost. */
export async function startProxy({ nginx, folder, account, port, webs }) {
  mkdirSync(folder, { recursive: true });
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  const file = join(folder, "nginx.conf");
  const write = (used) => writeFileSync(file, proxyConfiguration({ port, webs: used, folder }));
  write(webs);
  const child = spawn(nginx, ["-p", folder, "-c", file, "-e", join(folder, "error.log")], {
    ...account,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  const origin = `http://127.0.0.1:${port}`;
  await until("nginx", () => answers(`${origin}/healthz`), 10_000);
  return {
    origin,
    async use(used) {
      write(used);
      child.kill("SIGHUP");
      // The old worker finishes what it has; the new one is there a moment later.
      await until("nginx's new worker", () => answers(`${origin}/healthz`), 10_000);
    },
    /** what nginx wrote of errors, the last lines */
    complaints: () => readFileSync(join(folder, "error.log"), "utf8").trim().split("\n").slice(-8).join("\n"),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
