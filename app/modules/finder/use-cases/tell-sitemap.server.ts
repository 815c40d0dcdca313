import { setImmediate as nextTurn } from "node:timers/promises";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { firstOfPages, listedFrom } from "../data/listed-facilities.server";

/** As many as the protocol allows on one page (sitemaps.org); pieces are read few enough that others get their turn. */
export const ON_A_PAGE = 50_000;
const PIECE = 2_000;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** The list of pages: each begins with a key, so a facility that comes later moves none of them. */
export async function* sitemapIndex(origin: string, onPage = ON_A_PAGE): AsyncGenerator<string> {
  const firsts = await inUnitOfWork(NOBODY, (uow) => firstOfPages(uow, today(), onPage));
  yield `${HEAD}<sitemapindex ${SCHEMA}>\n`;
  for (const first of firsts) yield `<sitemap><loc>${origin}/sitemap.xml?from=${first}</loc></sitemap>\n`;
  yield "</sitemapindex>\n";
}

/** One page of it, written while it is read: the places from a key on. Demo cities are in none. */
export async function* sitemapPage(origin: string, first: string, onPage = ON_A_PAGE): AsyncGenerator<string> {
  yield `${HEAD}<urlset ${SCHEMA}>\n`;
  let from = first;
  for (let told = 0; told < onPage;) {
    const asked = { from, isFirst: told === 0, most: Math.min(PIECE, onPage - told) };
    const piece = await inUnitOfWork(NOBODY, (uow) => listedFrom(uow, today(), asked));
    const last = piece.at(-1);
    if (!last) break;
    yield piece
      .map(({ id, changedOn }) => `<url><loc>${origin}/find/${id}</loc><lastmod>${changedOn}</lastmod></url>\n`)
      .join("");
    from = last.id;
    told += piece.length;
    await nextTurn();
  }
  yield "</urlset>\n";
}
