/**
 * First three digits of ZIP codes by state, as the USPS gives them out: "from-to" or one prefix. Prefixes that several states share
 * stand with each; a few offices at a border deliver across it, so whoever uses this can warn and no more.
 */
const prefixes = `AL 350-369;AK 995-999;AZ 850-865;AR 716-729;CA 900-961;CO 800-816;CT 060-069;DE 197-199;DC 200-205 569;
FL 320-349;GA 300-319 398-399;HI 967-968;ID 832-838;IL 600-629;IN 460-479;IA 500-528;KS 660-679;KY 400-427;LA 700-714;ME 039-049;
MD 206-219;MA 010-027 055;MI 480-499;MN 550-567;MS 386-397;MO 630-658;MT 590-599;NE 680-693;NV 889-898;NH 030-038;NJ 070-089;
NM 870-884;NY 005 063 100-149;NC 270-289;ND 580-588;OH 430-459;OK 730-732 734-749;OR 970-979;PA 150-196;RI 028-029;SC 290-299;
SD 570-577;TN 370-385;TX 733 750-799 885;UT 840-847;VT 050-054 056-059;VA 201 220-246;WA 980-994;WV 247-268;WI 530-549;
WY 820-831 834;PR 006-007 009;VI 008;AS 967;GU 969;MP 969;PW 969;FM 969;MH 969;AA 340;AE 090-098;AP 962-966`;

const byPrefix = new Map<number, string[]>();
for (const entry of prefixes.split(/;\s*/)) {
  const [state = '', ...ranges] = entry.split(' ');
  for (const range of ranges) {
    const [from = Number.NaN, to = from] = range.split('-').map(Number);
    for (let prefix = from; prefix <= to; prefix += 1) byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), state]);
  }
}

/** The states a ZIP code of five or nine digits may lie in, by its first three; undefined for a prefix that is not given out. */
export function statesOfZip(zip: string): readonly string[] | undefined {
  return byPrefix.get(Number(zip.slice(0, 3)));
}
