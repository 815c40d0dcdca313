import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface FormSectionProps {
  readonly title: string;
  readonly what?: string;
  readonly children: ReactNode;
}

/** One subject of a long form, with its name and, where it helps, one sentence. */
export function FormSection({ title, what, children }: FormSectionProps) {
  return (
    <fieldset className="surface" style={{ padding: "1.25rem", margin: 0, minInlineSize: "auto" }}>
      <legend style={{ float: "left", width: "100%", padding: 0 }}>
        <Title order={2} size="h4" component="span">
          {title}
        </Title>
      </legend>
      <Stack gap="sm" pt="xs" style={{ clear: "both" }}>
        {what && (
          <Text c="dimmed" size="sm">
            {what}
          </Text>
        )}
        {children}
      </Stack>
    </fieldset>
  );
}
