-- Behind the check of tokens: who is let in, which way the request goes, and what it carries on.
-- What it is to do stands in the metadata of the virtual host (keys, secrets) and of the route.

local NAME = "gatewright.gate"
local BRANCH = "x-gatewright-branch"
local TEST = "x-gatewright-test-"
local TOKENS = "envoy.filters.http.jwt_authn"

-- Tables of keys are read once for each worker; a new configuration starts new workers' states.
local house = nil

local function house_of(handle)
  if house ~= nil then
    return house
  end
  local metadata = handle:virtualHost():metadata()
  local found = {
    keys = metadata:get("keys") or {},
    secrets = metadata:get("secrets") or {},
    credentials = metadata:get("credentials") or {},
    known = metadata:get("known") or {},
    tests = metadata:get("tests") or {},
  }
  -- The virtual host for names that are not served has nothing in it, and must not be remembered.
  if next(found.credentials) ~= nil then
    house = found
  end
  return found
end

math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)") or "0", 16) % 65536)

-- ---------------------------------------------------------------- what stands on a request

local function bearer(text)
  return text and (text:match("^[Bb]earer +(.*)$") or text)
end

local function standing_at(credential, view)
  if credential.query ~= nil then
    return value_of({subject = "query", name = credential.query}, view)
  end
  return view.handle:headers():getAtIndex(credential.header, 0)
end

-- ---------------------------------------------------------------- who is let in

local function has_audience(claims, wanted)
  if wanted == nil then
    return true
  end
  local said = type(claims.aud) == "table" and claims.aud or {claims.aud}
  for _, one in pairs(said) do
    for _, other in ipairs(wanted) do
      if one == other then return true end
    end
  end
  return false
end

local function has_algorithm(head, allowed)
  for _, algorithm in ipairs(allowed) do
    if head ~= nil and head.alg == algorithm then return true end
  end
  return false
end

local function scopes_of(claims)
  local found = {}
  local said = claims.scope or claims.scp
  if type(said) == "string" then
    for word in said:gmatch("%S+") do found[word] = true end
  elseif type(said) == "table" then
    for _, word in pairs(said) do found[word] = true end
  end
  return found
end

local function token(credential, view)
  local verified = view.handle:streamInfo():dynamicMetadata():get(TOKENS) or {}
  local claims = verified[credential.provider]
  local head = verified[credential.provider .. "/header"]
  if claims == nil then
    return nil
  end
  if not has_algorithm(head, credential.algorithms) then
    return nil
  end
  if not has_audience(claims, credential.audience) then
    return nil
  end
  return {claims = claims, scopes = scopes_of(claims), key = {}, caller = plain(claims.sub)}
end

local function api_key(credential, view, home)
  local said = standing_at(credential, view)
  if credential.header == "authorization" then
    said = bearer(said)
  elseif credential.query ~= nil and said ~= nil then
    said = decoded(said)
  end
  local owner = said and (home.keys[credential.keys] or {})[said]
  if owner == nil then
    return nil
  end
  return {
    claims = {}, scopes = {}, key = owner.metadata or {}, caller = owner.client, client = owner.client,
  }
end

local function same(one, other)
  if one == nil or other == nil or #one ~= #other then
    return false
  end
  local differing = 0
  for place = 1, #one do
    differing = differing + (one:byte(place) == other:byte(place) and 0 or 1)
  end
  return differing == 0
end

local function shared_secret(credential, view, home)
  local secret = home.secrets[credential.secret]
  if secret == "" or not same(standing_at(credential, view), secret) then
    return nil
  end
  return {claims = {}, scopes = {}, key = {}}
end

local function basic(credential, view, home)
  local owner = (home.keys[credential.keys] or {})[standing_at(credential, view) or ""]
  if owner == nil then
    return nil
  end
  return {claims = {}, scopes = {}, key = {}, caller = owner.client, client = owner.client}
end

local GENUINE = {token = token, api_key = api_key, shared_secret = shared_secret, basic = basic}

local function genuine(name, view, home)
  local credential = home.credentials[name]
  local known = credential and GENUINE[credential.kind]
  return known and known(credential, view, home)
end

local function show(wanted, view, home)
  local shown = genuine(wanted.show, view, home)
  if shown == nil then
    return nil, 401
  end
  if wanted.condition ~= nil then
    local looked_at = request_view(view.handle)
    for what, value in pairs(shown) do looked_at[what] = value end
    if not holds(wanted.condition, looked_at) then
      return nil, 403
    end
  end
  return {shown}, nil
end

-- The credentials that let the request in; or nil and the status that came nearest.
local function judged(wanted, view, home)
  if wanted.anyone then
    return {}, nil
  elseif wanted.show ~= nil then
    return show(wanted, view, home)
  elseif wanted.all ~= nil then
    local together = {}
    for _, part in ipairs(wanted.all) do
      local shown, status = judged(part, view, home)
      if shown == nil then return nil, status end
      for _, one in ipairs(shown) do table.insert(together, one) end
    end
    return together, nil
  end
  local worst = 401
  for _, part in ipairs(wanted.any) do
    local shown, status = judged(part, view, home)
    if shown ~= nil then return shown, nil end
    worst = math.max(worst, status)
  end
  return nil, worst
end

-- What the credentials say, the first word of each counting.
local function look(view, shown)
  for _, one in ipairs(shown) do
    view.caller = view.caller or one.caller
    view.client = view.client or one.client
    for _, part in ipairs({"claims", "scopes", "key"}) do
      for name, value in pairs(one[part]) do
        if view[part][name] == nil then view[part][name] = value end
      end
    end
  end
end

-- Conditions of routes that look at credentials: the guard came too early for those.
local function ask_again(handle, home)
  if #home.tests == 0 then
    return
  end
  local view = request_view(handle)
  for _, name in ipairs(home.known) do
    look(view, {genuine(name, view, home)})
  end
  for _, one in ipairs(home.tests) do
    local answer = holds(one.test, view) and "1" or "0"
    handle:headers():replace(TEST .. string.format("%d", one.number), answer)
  end
  handle:clearRouteCache()
end

-- ---------------------------------------------------------------- which way it goes

-- The same on every worker and every instance; below a million.
local function hashed(text)
  local hash = 5381
  for place = 1, #text do
    hash = (hash * 33 + text:byte(place)) % 2147483647
  end
  -- Callers often differ in the last character only: that has to tell over the whole range.
  for _ = 1, 4 do
    hash = (hash * 48271 + 11) % 2147483647
  end
  return hash % 1000000
end

local function way_of(ways, view)
  if ways.shares ~= nil then
    local value = ways.sticky and value_of(ways.sticky, view)
    local drawn = value and hashed(value) or math.random(0, 999999)
    for _, way in ipairs(ways.shares) do
      if drawn < way.below then return way end
    end
    return nil
  end
  for _, way in ipairs(ways.cases) do
    if way.condition == nil or holds(way.condition, view) then return way end
  end
  return nil
end

-- ---------------------------------------------------------------- what it carries on

-- Looked at anew: what was stripped a moment ago is not there to be exchanged.
local function still_carries(handle, name, home)
  local view = request_view(handle)
  local credential = home.credentials[name]
  return credential ~= nil and standing_at(credential, view) ~= nil and genuine(name, view, home) ~= nil
end

local function pack(handle, travels, home)
  for _, travel in ipairs(travels) do
    for _, name in ipairs(travel.strip or {}) do
      take_off(handle, home.credentials[name])
    end
    for _, swap in ipairs(travel.exchange or {}) do
      if still_carries(handle, swap.old, home) then
        take_off(handle, home.credentials[swap.old])
        attach(handle, home.credentials[swap.new], home)
      end
    end
    for _, name in ipairs(travel.attach or {}) do
      attach(handle, home.credentials[name], home)
    end
  end
end

-- Envoy's CORS filter leaves out the answers that the gateway gives by itself.
local function cors_answer(cors, view)
  local origin = view.handle:headers():get("origin")
  for _, allowed in ipairs(cors and origin and cors.origins or {}) do
    if allowed == "*" or allowed == origin then
      local set = {{verb = "set", header = "access-control-allow-origin", text = origin}}
      for name, value in pairs(cors.headers) do
        table.insert(set, {verb = "set", header = name, text = value})
      end
      return set
    end
  end
  return {}
end

local function changes_of_answer(plan, view, home)
  local changes = cors_answer(plan.cors, view)
  for _, one in ipairs(plan.response or {}) do table.insert(changes, one) end
  return worked_out(changes, view, home)
end

-- ---------------------------------------------------------------- the request

local function keys_for_limits(limits, view, handle)
  local metadata = handle:streamInfo():dynamicMetadata()
  for _, limit in ipairs(limits) do
    local parts = {"all"}
    for _, subject in ipairs(limit.per) do
      local value = value_of(subject, view) or ""
      table.insert(parts, #value .. ":" .. value)
    end
    metadata:set(NAME, limit.id, table.concat(parts, "|"))
  end
end

local function refused(handle, status)
  local why = status == 403 and "not allowed\n" or "not authorized\n"
  handle:respond({[":status"] = tostring(status), ["content-type"] = "text/plain"}, why)
end

local function let_in(handle, accept, view, home)
  if accept == nil then
    return true
  end
  local shown, status = judged(accept, view, home)
  if shown == nil then
    refused(handle, status)
    return false
  end
  look(view, shown)
  return true
end

local function plan_of(route)
  local plan = {}
  for name, value in pairs(route:metadata()) do plan[name] = value end
  return plan
end

local function on_request(handle)
  local home = house_of(handle)
  ask_again(handle, home)
  local plan = plan_of(handle:route())
  local view = request_view(handle)
  local metadata = handle:streamInfo():dynamicMetadata()
  metadata:set(NAME, "response", changes_of_answer(plan, view, home))
  if not let_in(handle, plan.accept, view, home) then
    return
  end
  keys_for_limits(plan.limits or {}, view, handle)
  if plan.ways ~= nil then
    -- `none` is a branch as well: the answer where no case holds.
    local way = way_of(plan.ways, view) or {
      branch = plan.ways.none, plan = {response = plan.response},
    }
    handle:headers():replace(BRANCH, way.branch)
    handle:clearRouteCache()
    -- A filter goes on seeing the metadata of its first route, so the way brings its plan along.
    plan = way.plan
    if not let_in(handle, plan.accept, view, home) then
      return
    end
  end
  metadata:set(NAME, "unreachable", plan.unreachable or "")
  metadata:set(NAME, "response", changes_of_answer(plan, view, home))
  local changes = worked_out(plan.request or {}, view, home)
  drop_lookalikes(handle:headers(), own_headers(changes, plan.travels or {}, home.credentials))
  pack(handle, plan.travels or {}, home)
  change(handle:headers(), changes)
  if plan.method ~= nil then
    handle:headers():replace(":method", plan.method)
  end
end

-- Envoy lets a request pass where a script fails; nobody gets in that way here.
function envoy_on_request(handle)
  local fine, problem = pcall(on_request, handle)
  if not fine then
    handle:logErr(tostring(problem))
    handle:respond({[":status"] = "500", ["content-type"] = "text/plain"}, "the gateway failed\n")
  end
end

-- ---------------------------------------------------------------- the answer

local function located(value, rule)
  local scheme, authority, path = value:match("^(%a[%w+.-]*://)([^/]*)(.*)$")
  local whole = path or value
  local prefix = rule.prefix:gsub("/+$", "")
  if whole ~= prefix and whole:sub(1, #prefix + 1) ~= prefix .. "/" then
    return value
  end
  local there = rule.public:gsub("/+$", "") .. whole:sub(#prefix + 1)
  return scheme and scheme .. authority .. there or there
end

function envoy_on_response(handle)
  -- Not set where the guard has refused the request: that is answered as it is.
  local ours = handle:streamInfo():dynamicMetadata():get(NAME)
  if ours == nil or ours.response == nil then
    return
  end
  local headers = handle:headers()
  change(headers, ours.response)
  local rule = handle:route():metadata():get("location")
  local location = headers:get("location")
  if rule ~= nil and location ~= nil then
    headers:replace("location", located(location, rule))
  end
end
