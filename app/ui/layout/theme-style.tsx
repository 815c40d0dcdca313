import { nonceOfPage } from "./script-nonce";
import { THEME_VARIABLES } from "./theme-variables";

/** The theme's variables, in the head of every page: after Mantine's own sheet, whose they change. */
export const ThemeStyle = ({ nonce }: { readonly nonce: string }) => (
  <style nonce={nonce || nonceOfPage()} dangerouslySetInnerHTML={{ __html: THEME_VARIABLES }} suppressHydrationWarning />
);
