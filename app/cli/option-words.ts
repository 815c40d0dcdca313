/** What is wrong with the options of a command line, in a sentence of ours; null where it is something else. */
export function optionWords(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  const option = /--?[\w-]+/.exec(error.message)?.[0] ?? "--";
  switch (String(error.code)) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
      return `没有 ${option} 这个选项 · there is no option ${option}`;
    case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
      return /does not take/.test(error.message)
        ? `${option} 后面不写内容 · ${option} takes no value`
        : `${option} 后面缺少内容 · ${option} needs a value`;
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return "有多余的内容 · there are words that belong to no option: options begin with --";
    default:
      return null;
  }
}

/** `--budget -1` is a value below nothing, not another option: whoever reads the option says why it cannot be. */
export const withNegatives = (words: readonly string[]): string[] =>
  words.reduce<string[]>((read, word) => {
    const before = read.at(-1);
    if (before && /^--[a-z][\w-]*$/i.test(before) && /^-\.?\d/.test(word)) return [...read.slice(0, -1), `${before}=${word}`];
    return [...read, word];
  }, []);
