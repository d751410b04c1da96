-- Runs inside `pandoc lua`: one process reads or writes many documents, so that its start is paid once.
-- A request is "<verb> <format> <bytes>\n" and a body; an answer is "<ok|error> <log lines> <bytes>\n",
-- the log as JSON, one message a line, and a body. `read` gives pandoc's JSON; `write` takes it. `cite` is `read` with citations set:
-- the first line of its body names the bibliography, the second the language.
io.stdout:setvbuf("full")
local options = pandoc.WriterOptions { wrap_text = "none", html_math_method = "mathml", highlight_method = "none" }

-- A reference to one of the book's own figures or tables is no citation: keep it from citeproc.
local own_references = {
  Cite = function(cite)
    for _, citation in ipairs(cite.citations) do
      if citation.id:match("^fig:") or citation.id:match("^tbl:") then
        return pandoc.Link(cite.content, "@" .. citation.id)
      end
    end
  end
}

local function with_citations(format, body)
  local bibliography, lang, text = body:match("^([^\n]*)\n([^\n]*)\n(.*)$")
  local document = pandoc.read(text, format):walk(own_references)
  document.meta.bibliography = bibliography
  document.meta.lang = lang
  return pandoc.utils.citeproc(document)
end

local function answer(verb, format, body)
  if verb == "cite" then
    return pandoc.write(with_citations(format, body), "json")
  elseif verb == "read" then
    return pandoc.write(pandoc.read(body, format), "json")
  end
  return pandoc.write(pandoc.read(body, "json"), format, options)
end

while true do
  local head = io.stdin:read("L")
  if not head then break end
  local verb, format, size = head:match("^(%a+) (%S+) (%d+)\n$")
  local body = size == "0" and "" or io.stdin:read(tonumber(size))
  local ok, out
  local log = pandoc.log.silence(function() ok, out = pcall(answer, verb, format, body) end)
  local lines = {}
  for _, message in ipairs(log) do
    lines[#lines + 1] = pandoc.json.encode(message)
  end
  out = tostring(out)
  io.stdout:write(ok and "ok" or "error", " ", #lines, " ", #out, "\n")
  for _, line in ipairs(lines) do io.stdout:write(line, "\n") end
  io.stdout:write(out)
  io.stdout:flush()
end
