import { Box, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { useFocusOnChange } from "./focus-on-change";

interface DetailSectionProps {
  readonly title: string;
  /** what the section shows, where the reader can choose it: after a change its heading has the focus */
  readonly shown?: string;
  readonly children: ReactNode;
}

/** One subject of a record, on its own sheet. */
export function DetailSection({ title, shown = "", children }: DetailSectionProps) {
  const id = useId();
  const heading = useFocusOnChange(shown);
  return (
    <Box component="section" className="surface" p={{ base: "md", sm: "lg" }} aria-labelledby={id}>
      <Title order={2} size="h4" mb="sm" id={id} ref={heading} tabIndex={-1}>
        {title}
      </Title>
      {children}
    </Box>
  );
}
