"""Federations for tests of graphs and pictures: one with every action, rings, and one of any size."""

from collections.abc import Iterator

FERRY = """\
credential key  = api_key { bucket "b"  header "x-key" }
credential pass = shared_secret { header "x-pass"  env PASS }
env PASS secret
client web { presents key }
gateway edge on nginx {
  accept key
  route /a/** -> inner at /{**} { strip key  attach pass }
  route GET /home -> gather {
    one: orders at /latest
    two: optional "https://weather.example/v1"
  }
  route /split -> split { 90% orders, 10% inner }
  route /first -> first { inner, orders }
  route /choose -> choose { header("x") = "1" -> orders  else -> inner }
  route GET /code -> function "quote.ts" { calls orders }
  route /old -> redirect 308 "https://new.example"
  route GET /health -> respond 200 "ok" { accept anyone }
  route /closed -> orders { blocked }
}
gateway inner on kong { accept pass  route /** -> photos }
service orders { url "http://orders.internal" }
service photos { lambda "arn:aws:lambda:eu-north-1:123456789012:function:photos" }
control_plane bridge on wso2 { manages edge mode read }
"""

RINGS = """\
gateway c on nginx { accept anyone  public  route /c -> a }
gateway a on nginx { accept anyone  route /a -> b  route /self -> a }
gateway b on nginx { accept anyone  route /b -> c  route /back -> a }
"""

TARGETS = ("zuplo", "kong", "aws", "azure", "envoy", "nginx")
REGIONS = ("eu", "us", "ap")
AREAS = 6  # gateways that one door leads to before the next one is needed


def large_federation(gateways: int) -> str:
    """Doors on the internet, at least two, each before some areas; every third area calls its
    neighbour too."""
    doors = max(2, -(-gateways // (AREAS + 1)))
    areas = gateways - doors
    return "\n".join(
        [
            'federation estate "The whole estate"',
            "region eu = aws.eu-west-1",
            "region us = aws.us-east-1",
            "region ap = aws.ap-southeast-1",
            "env PASS_SECRET secret",
            'credential login = jwt { issuer "https://id.example/" audience "estate" }',
            'credential pass = shared_secret { header "x-pass" env PASS_SECRET }',
            "client shoppers { presents login region eu }",
            "client partners { presents login region us }",
            'entry api { domain "api.example.com" nearest door_0, door_1 failover 30s }',
            *(_door(door, areas) for door in range(doors)),
            *(_area(area, areas) for area in range(areas)),
            *(_service(area) for area in range(areas)),
        ]
    )


def _door(door: int, areas: int) -> str:
    mine = range(door * AREAS, min((door + 1) * AREAS, areas))
    return _block(
        f"gateway door_{door} on {TARGETS[door % len(TARGETS)]}",
        [
            f"region {REGIONS[door % len(REGIONS)]}",
            f'domain "door-{door}.example.com"',
            f'owner "team {door % 4}"',
            "accept login",
            *(
                f"route /area-{area}/** -> area_{area} {{ strip login attach pass }}"
                for area in mine
            ),
        ],
    )


def _area(area: int, areas: int) -> str:
    """Most stand on the product of their door, every third one on another."""
    product = area // AREAS + (area if area % 3 == 1 else 0)
    head = f"gateway area_{area} on {TARGETS[product % len(TARGETS)]}"
    return _block(head, _rows(area, areas))


def _rows(area: int, areas: int) -> Iterator[str]:
    yield f"region {REGIONS[area // AREAS % len(REGIONS)]}"
    yield f'owner "team {area % 4}"'
    yield "accept pass"
    yield f"route /area-{area}/** -> service_{area} {{ strip pass }}"
    if area % 3 == 0 and area + 1 < areas:
        yield f"route GET /area-{area + 1}/shared -> area_{area + 1} {{ attach pass }}"


def _service(area: int) -> str:
    return f'service service_{area} {{ url "http://area-{area}.internal" }}'


def _block(head: str, rows: list[str] | Iterator[str]) -> str:
    return "\n".join((f"{head} {{", *(f"  {row}" for row in rows), "}"))
