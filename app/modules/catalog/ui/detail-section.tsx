import { Box, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

/** One subject of a record, on its own sheet. */
export function DetailSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <Box component="section" className="surface" p="lg" aria-labelledby={id}>
      <Title order={2} size="h4" mb="sm" id={id}>
        {title}
      </Title>
      {children}
    </Box>
  );
}
