-- How the gate changes a request or an answer: parameters of the query, credentials, headers.

local function decoded(value)
  return (value:gsub("%%(%x%x)", function(code) return string.char(tonumber(code, 16)) end))
end

local function without_parameter(handle, name)
  local headers = handle:headers()
  local path = headers:get(":path")
  local bare, query = path:match("^([^?]*)%?(.*)$")
  if bare == nil then
    return
  end
  local kept = {}
  for part in query:gmatch("[^&]+") do
    -- An upstream reads `%6bey` as `key`, so it is taken off as well.
    if decoded(part:match("^[^=]*")) ~= decoded(name) then
      table.insert(kept, part)
    end
  end
  headers:replace(":path", #kept > 0 and bare .. "?" .. table.concat(kept, "&") or bare)
end

-- Whatever would end the value is written as an escape, and read back as what it was.
local function encoded(value)
  return (value:gsub("[^%w%-._~/=:@!$'()*,;]", function(letter)
    return string.format("%%%02X", letter:byte())
  end))
end

local function with_parameter(handle, name, value)
  without_parameter(handle, name)
  local headers = handle:headers()
  local path = headers:get(":path")
  headers:replace(":path", path .. (path:find("?", 1, true) and "&" or "?") .. name .. "=" .. encoded(value))
end

-- A certificate stands on the connection, where there is nothing to take off.
local function take_off(handle, credential)
  if credential == nil then
    return
  elseif credential.query ~= nil then
    without_parameter(handle, credential.query)
  else
    handle:headers():remove(credential.header)
  end
end

local function attach(handle, credential, home)
  if credential.query ~= nil then
    with_parameter(handle, credential.query, home.secrets[credential.attached])
    return
  end
  handle:headers():replace(credential.header, home.secrets[credential.attached])
end

-- Values are those of the request as it came; nothing that breaks a line gets into a header.
local function worked_out(changes, view, home)
  local made = {}
  for _, change in ipairs(changes) do
    local value = change.text
    if change.secret ~= nil then
      value = home.secrets[change.secret]
    elseif change.from ~= nil then
      value = value_of(change.from, view)
    end
    table.insert(made, {
      verb = change.verb, header = change.header, to = change.to,
      value = value and tostring(value):gsub("[%c]", "") or nil,
    })
  end
  return made
end

-- They stand in the order in which they are carried out: remove, rename, set, add.
local function change(headers, changes)
  for _, one in ipairs(changes) do
    if one.verb == "remove" then
      headers:remove(one.header)
    elseif one.verb == "rename" then
      local value = headers:get(one.header)
      if value ~= nil then
        headers:remove(one.header)
        headers:replace(one.to, value)
      end
    elseif one.verb == "set" then
      headers:remove(one.header)
      if one.value ~= nil then headers:add(one.header, one.value) end
    elseif one.value ~= nil then
      headers:add(one.header, one.value)
    end
  end
end

-- ---------------------------------------------------------------- what looks like another header

local function dashed(name)
  return (name:gsub("_", "-"))
end

-- Every header that the gateway itself changes on this way, by its name.
local function own_headers(changes, travels, credentials)
  local own = {}
  for _, one in ipairs(changes) do
    own[one.header] = true
    if one.to ~= nil then own[one.to] = true end
  end
  for _, travel in ipairs(travels) do
    local names = {}
    for _, name in ipairs(travel.strip or {}) do table.insert(names, name) end
    for _, name in ipairs(travel.attach or {}) do table.insert(names, name) end
    for _, swap in ipairs(travel.exchange or {}) do
      table.insert(names, swap.old)
      table.insert(names, swap.new)
    end
    for _, name in ipairs(names) do
      local header = (credentials[name] or {}).header
      if header ~= nil then own[header] = true end
    end
  end
  return own
end

-- Many servers take `x_user` for `x-user`: a caller would forge there what the gateway sets here.
local function drop_lookalikes(headers, own)
  local guarded, found = {}, {}
  for name in pairs(own) do guarded[dashed(name)] = true end
  for name in pairs(headers) do
    if not own[name] and name:find("_", 1, true) and guarded[dashed(name)] then
      table.insert(found, name)
    end
  end
  for _, name in ipairs(found) do headers:remove(name) end
end
