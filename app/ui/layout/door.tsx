import { Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import classes from "./door.module.css";

/** One of the few ways on from the first page. */
export function Door({ to, title, what }: { readonly to: string; readonly title: string; readonly what: string }) {
  return (
    <Link to={to} className={`surface ${classes.door}`}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {what}
      </Text>
    </Link>
  );
}
