from tests.web.site import OPERATOR, Site

async def test_x(site: Site) -> None:
    key = await site.subscriber()
    d = await site.webhook(key)
    e = await site.email(key)
    r = await site.rule(key, [d])
    for m, p in [("GET", "/v1/rules"), ("GET", "/v1/destinations"), ("GET", f"/v1/rules/{r}"), ("GET","/readyz"), ("GET","/v1/keys?limit=1"), ("GET", "/v1/entities?q=om"), ("GET", "/v1/entities/SY-DY%2Fal-mayadin"),("GET", "/v1/entities/SY-DY/al-mayadin"), ("GET","/v1/destinations?limit=1"), ("POST", f"/v1/destinations/{d}/test"), ("GET","/v1/deliveries"), ("GET", "/nope"), ("PUT","/v1/keys"), ("GET", "/v1/rules?x=1"), ("DELETE", f"/v1/destinations/{d}")]:
        a = await site.call(m, p, key)
        print(m, p, a.status, dict(a.headers), a.text[:600])
    for j in [{"name":"x","when":{"facility":["Omar","Konik", "Syria", "zzzz"], "q":1}}, {"name":"x","when":{"facility":["Omar","Konik", "Syria", "zzzzqqq"]}}, {"name":"x","when":{"facility":["Koniko"]},"notify":["dst_no"]}, {"name":"a\0","when":{}}, {"name":1,"when":{}}]:
        a = await site.call("POST", "/v1/rules", key, j)
        print(a.status, a.text)
    for j in [{"type":"x"}, {"type":"webhook"}, {"type":"webhook","url":"http://10.0.0.1/"}, {"type":"webhook","url":"https://a.example/", "headers":{"Host":"x"}}, {"type":"webhook","url":"https://a.example/", "headers":{"x":1}}, {}, [], {"type":"email","address":"a@x,b@y"}]:
        a = await site.call("POST", "/v1/destinations", key, j)
        print(a.status, a.text)
    a = await site.call("POST", "/v1/reports", OPERATOR, [{"id":"1","source":{"name":"A  B"},"title":"x","severity":"q"}, {"id":"1"}]); print(a)
    a = await site.call("POST", "/v1/reports", OPERATOR, [{"id":"1","source":{"name":"A  B"},"title":"x","severity":"q"}]); print(a, site.parts.topic.messages)
    print(site.parts.nudges)
    assert 0
