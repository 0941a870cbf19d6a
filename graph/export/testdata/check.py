"""Opens an export with the tool it is for and prints what the tool found.

usage: check.py FORMAT PATH
"""

import json
import sys


def graphml(path):
    import networkx

    g = networkx.read_graphml(path, force_multigraph=True)
    return networkx_graph(g)


def gexf(path):
    import networkx

    g = networkx.read_gexf(path, version="1.3")
    out = networkx_graph(g)
    out["start of e1"] = g.nodes["e1"]["start"]
    out["end of e2"] = g.nodes["e2"]["end"]
    return out


def networkx_graph(g):
    found = {}
    for a, b, data in g.edges(data=True):
        if data["type"] == "INVESTED_IN":
            found = {"ends": [g.nodes[a]["label"], g.nodes[b]["label"]], "support": data["support"],
                     "confidence": data["confidence"], "modality": data["modality"], "first_said": data["first_said"]}
    return {"nodes": g.number_of_nodes(), "edges": g.number_of_edges(), "directed": g.is_directed(),
            "founded": g.nodes["e2"].get("founded_on"), "investment": found}


def ftm(path):
    from followthemoney import model

    entities, problems, schemata = {}, [], {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            data = json.loads(line)
            model.get(data["schema"]).validate(data)
            proxy = model.get_proxy(data, cleaned=False)
            entities[proxy.id] = proxy
            schemata[proxy.schema.name] = schemata.get(proxy.schema.name, 0) + 1
            for name, values in data["properties"].items():
                kept = proxy.get(name)
                if len(kept) != len(set(values)):
                    problems.append(f"{proxy.id} {name}: {values} became {kept}"[:500])
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                other = entities.get(value)
                if other is None or not other.schema.is_a(prop.range):
                    problems.append(f"{proxy.id} {prop.name}: {value} is no {prop.range.name}")
    return {"schemata": schemata, "problems": problems, "country": entities["e5"].countries}


def jsonld(path):
    from rdflib import RDF, Graph, Namespace, URIRef

    g = Graph().parse(path, format="json-ld")
    schema = Namespace("https://schema.org/")
    types = {str(t).split("/")[-1]: len(list(g.subjects(RDF.type, t))) for t in (
        schema.Person, schema.Organization, schema.NewsArticle, schema.Claim)}
    company = URIRef("urn:newsgraph:entity:e2")
    return {"types": types, "funder": str(g.value(company, schema.funder)), "founded": str(g.value(company, schema.foundingDate)),
            "mentioned in": len(list(g.subjects(schema.mentions, company))),
            "said in": len(list(g.objects(URIRef("urn:newsgraph:statement:s1"), schema.appearance)))}


def csv(path):
    import pandas

    sheets = {name: pandas.read_csv(f"{path}/{name}.csv", keep_default_na=False) for name in ("entities", "relations", "evidence", "articles")}
    joined = sheets["evidence"].merge(sheets["relations"], left_on="relation_id", right_on="id").merge(
        sheets["articles"], left_on="article_id", right_on="id")
    return {"rows": {name: len(s) for name, s in sheets.items()}, "joined": len(joined),
            "aliases": sheets["entities"]["aliases"].map(json.loads).map(len).sum().item(),
            "confidence": str(sheets["relations"]["confidence"].dtype), "name": sheets["entities"].set_index("id").loc["e6", "name"]}


print(json.dumps(globals()[sys.argv[1]](sys.argv[2]), sort_keys=True))
