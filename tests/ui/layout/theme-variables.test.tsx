import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { theme } from "~/ui/layout/theme";
import { THEME_VARIABLES } from "~/ui/layout/theme-variables";

test("the theme's variables are those that its provider would make for each page", () => {
  const made = renderToStaticMarkup(<MantineProvider theme={theme} />);
  expect(made).toContain(THEME_VARIABLES);
  expect(THEME_VARIABLES).toContain("--mantine-color-jade-7: #0f766e");
});
