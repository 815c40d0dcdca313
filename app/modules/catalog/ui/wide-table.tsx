import { Box } from "@mantine/core";
import type { ReactNode } from "react";

/** A table wider than a phone: it scrolls by itself, by finger and by keyboard, and the page stays still. */
export function WideTable({
  label,
  least,
  children,
}: {
  readonly label: string;
  readonly least: number;
  readonly children: ReactNode;
}) {
  return (
    <Box role="group" aria-label={label} tabIndex={0} style={{ overflowX: "auto" }}>
      <Box miw={least}>{children}</Box>
    </Box>
  );
}
