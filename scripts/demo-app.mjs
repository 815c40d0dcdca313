import { spawn } from "node:child_process";
import { join } from "node:path";
import { anyFreePort } from "./ports.mjs";
import { Problem } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/** The demo as a newcomer starts it, on any free port and a folder of its own; for what looks at it in a browser. */
export async function startDemo(data) {
  const port = await anyFreePort();
  const env = { ...process.env, PORT: String(port), QUARTERHOUR_DATA: data };
  delete env.npm_lifecycle_event;
  const child = spawn(process.execPath, [join(PROJECT, "scripts", "start.mjs")], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ended = new Promise((settle) => child.once("close", settle));
  await new Promise((ready, refused) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => {
        said += text;
        if (said.includes("Ctrl+C")) ready();
      });
    void ended.then(() => refused(new Problem(`未能启动 · The app did not start:\n${said}`)));
  });
  return {
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
