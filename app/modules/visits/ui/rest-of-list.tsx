import { Anchor, Group } from "@mantine/core";
import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface RestOfListProps {
  /** the word of the address that says after how many the list begins */
  readonly name: string;
  readonly skip: number;
  readonly shown: number;
  readonly inAll: number;
}

/** How many more there are than stand here, and the way to them. */
export function RestOfList({ name, skip, shown, inAll }: RestOfListProps) {
  const { t } = useTranslation("visits");
  const { pathname, search } = useLocation();
  const left = inAll - skip - shown;
  if (left <= 0 && skip === 0) return null;
  const from = (at: number): string => {
    const said = new URLSearchParams(search);
    said.delete(name);
    if (at > 0) said.set(name, String(at));
    return `${pathname}?${said.toString()}`;
  };
  return (
    <Group gap="md" mt="xs">
      {left > 0 && (
        <Anchor component={Link} to={from(skip + shown)} fw={650} style={{ paddingBlock: 10 }}>
          {t("watch.rest", { count: left })}
        </Anchor>
      )}
      {skip > 0 && (
        <Anchor component={Link} to={from(0)} style={{ paddingBlock: 10 }}>
          {t("watch.fromStart", { count: inAll })}
        </Anchor>
      )}
    </Group>
  );
}
