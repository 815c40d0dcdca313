import { Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import classes from "./door.module.css";

interface DoorProps {
  readonly to: string;
  readonly title: string;
  readonly what: string;
  /** what stands between the reader and the page behind it */
  readonly note?: string | null;
}

/** One of the few ways on from the first page. */
export function Door({ to, title, what, note = null }: DoorProps) {
  return (
    <Link to={to} className={`surface ${classes.door}`}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {what}
      </Text>
      {note && (
        <Text size="sm" mt={4}>
          {note}
        </Text>
      )}
    </Link>
  );
}
