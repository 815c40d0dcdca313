import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from "@mantine/core";
import { theme } from "./theme";

type Variables = ReturnType<typeof defaultCssVariablesResolver>;

const own = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
const usual = defaultCssVariablesResolver(DEFAULT_THEME);
const differing = (part: keyof Variables): Record<string, string> =>
  Object.fromEntries(
    Object.entries(own[part]).filter(([name, value]) => (usual[part] as Record<string, string>)[name] !== value),
  );

/** What our theme says otherwise than Mantine's, as a style sheet: made once, where its provider makes it for each page. */
export const THEME_VARIABLES = convertCssVariables({
  variables: differing("variables"),
  light: differing("light"),
  dark: differing("dark"),
});
