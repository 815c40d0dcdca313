/** Something the reader can put right: shown as one sentence, never as a stack trace. */
export class Problem extends Error {}

/** Parts that are built apart throw their own class of that name. */
const isProblem = (error) => error instanceof Problem || error?.name === "Problem";

/** Runs a command of this folder; a {@link Problem} ends it with one sentence and exit code 1. */
export async function runOrExplain(work) {
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`\n✖ ${isProblem(error) ? error.message : sentenceForMachine(error)}\n`);
    if (!isProblem(error) && !isFromTheMachine(error)) process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  }
}

const MACHINE_CODES = {
  ENOSPC: "磁盘已满，请腾出空间后重试 · The disk is full: free some space and start again",
  EDQUOT: "磁盘配额已满，请腾出空间后重试 · The disk quota is used up: free some space and start again",
  EACCES: "没有写入权限 · Permission denied",
  EPERM: "没有写入权限 · Permission denied",
  EROFS: "文件系统只读 · The file system is read-only",
  EMFILE: "打开的文件过多，请提高 ulimit -n · Too many open files: raise ulimit -n",
};

const isFromTheMachine = (error) => typeof error?.code === "string" && error.code in MACHINE_CODES;

export function sentenceForMachine(error) {
  if (!isFromTheMachine(error)) return `意外错误 · Unexpected: ${error?.message ?? error}`;
  const place = error.path ? ` (${error.path}${hint(error.code)})` : "";
  return `${MACHINE_CODES[error.code]}${place}.`;
}

const hint = (code) =>
  code === "EACCES" || code === "EPERM" || code === "EROFS"
    ? "; make it writable, or set QUARTERHOUR_DATA to a folder that is"
    : "";
