import { Box, Text } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";

/** A file field one can also drop a file on. Without scripts it is a plain file field. */
export function FileDrop({
  name,
  label,
  description,
  accept,
}: {
  name: string;
  label: string;
  description: string;
  accept: string;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (field.current && event.dataTransfer.files.length > 0) field.current.files = event.dataTransfer.files;
  };
  return (
    <Box
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={take}
      p="md"
      style={{
        border: `2px dashed ${isOver ? "var(--mantine-primary-color-filled)" : "var(--mantine-color-default-border)"}`,
        borderRadius: "var(--mantine-radius-md)",
      }}
    >
      <Text component="label" htmlFor="import-file" fw={600} display="block" mb={4}>
        {label}
      </Text>
      <input
        ref={field}
        id="import-file"
        type="file"
        name={name}
        accept={accept}
        required
        style={{ maxWidth: "100%", minHeight: 44 }}
        aria-describedby="import-file-what"
      />
      <Text id="import-file-what" size="sm" c="dimmed" mt={4}>
        {description}
      </Text>
    </Box>
  );
}
