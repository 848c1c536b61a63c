<?xml version="1.0" encoding="UTF-8"?>
<!-- Names: in the text, and the lists of people, organisations and places named on this page. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="exsl str tei">

  <xsl:include href="kinds.xsl"/>

  <!-- every mention in the text, the labels of turns excepted: they are counted as turns -->
  <xsl:key name="naming" match="tei:text//tei:persName | tei:text//tei:orgName | tei:text//tei:placeName | tei:text//tei:rs | tei:text//tei:name"
    use="str:tokenize(@ref[not(../self::tei:persName/ancestor::tei:speaker)])"/>
  <!-- what the site tells of those who are named, by their pointers -->
  <xsl:key name="entity" match="entity" use="@ref"/>
  <xsl:variable name="entities-tree"><xsl:copy-of select="$context/entity"/></xsl:variable>
  <xsl:variable name="entities" select="exsl:node-set($entities-tree)"/>
  <xsl:template name="page-of">
    <xsl:param name="ref"/>
    <xsl:for-each select="$entities"><xsl:value-of select="key('entity', $ref)/@href"/></xsl:for-each>
  </xsl:template>

  <!-- the paragraphs that name somebody -->
  <xsl:key name="place-of-naming" match="tei:text//tei:p | tei:text//tei:opener | tei:text//tei:closer | tei:text//tei:head | tei:text//tei:item | tei:text//tei:table"
    use="self::*[@xml:id][not(self::tei:item/tei:p)]//*[self::tei:persName or self::tei:orgName or self::tei:placeName]/@ref"/>

  <xsl:variable name="listed" select="$tei/tei:standOff | $profileDesc/tei:particDesc"/>
  <xsl:variable name="named-people" select="$listed/descendant::*[self::tei:person or self::tei:personGrp][key('naming', concat('#', @xml:id))]"/>
  <xsl:variable name="named-orgs" select="$listed//tei:org[key('naming', concat('#', @xml:id))]"/>
  <xsl:variable name="named-places" select="$listed//tei:place[key('naming', concat('#', @xml:id))]"/>
  <!-- what the text names and no list of the file has -->
  <xsl:variable name="unlisted" select="$context/entity[@name][@times &gt; 0]"/>
  <xsl:variable name="named" select="$named-people | $named-orgs | $named-places | $unlisted"/>

  <!-- In the text ================================================================================== -->

  <!-- A name leads to its page; without one to its entry on this page. -->
  <xsl:template match="tei:persName | tei:orgName | tei:placeName | tei:rs | tei:name[@ref]">
    <xsl:variable name="ref"><xsl:call-template name="whom"/></xsl:variable>
    <xsl:variable name="entry" select="key('id', substring-after($ref, '#'))[self::tei:person or self::tei:personGrp or self::tei:org or self::tei:place]
      [not(current()/ancestor::tei:speaker) or key('naming', $ref)]"/>
    <xsl:variable name="page"><xsl:call-template name="page-of"><xsl:with-param name="ref" select="$ref"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="($page != '' or $entry) and $tei and not(ancestor::tei:ref or ancestor::tei:teiHeader or ancestor::tei:persName
          or ancestor::tei:orgName or ancestor::tei:placeName or ancestor::tei:rs or ancestor::tei:name or descendant::tei:note or descendant::tei:ref)">
        <a class="tei-{local-name()}" href="{$ref}">
          <xsl:if test="$page != ''"><xsl:attribute name="href"><xsl:value-of select="$page"/></xsl:attribute></xsl:if>
          <!-- of whom it is said here, if the address does not say so -->
          <xsl:if test="$entry and $page != '' and not(contains(concat('/', $page), concat('/', substring($ref, 2), '.html')))"><xsl:attribute name="data-ref"><xsl:value-of select="substring($ref, 2)"/></xsl:attribute></xsl:if>
          <xsl:call-template name="atts"/>
          <xsl:apply-templates select="node()"/>
        </a>
      </xsl:when>
      <xsl:otherwise><span class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whom a name names, as the context has it: "#pers-x", an address; "person:Voice" where nobody says who that is. -->
  <xsl:template name="whom">
    <xsl:variable name="to" select="substring-before(concat(normalize-space(@ref), ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="starts-with($to, 'http://') or starts-with($to, 'https://')"><xsl:value-of select="$to"/></xsl:when>
      <xsl:when test="contains($to, '#')"><xsl:value-of select="concat('#', substring-after($to, '#'))"/></xsl:when>
      <xsl:when test="$to != ''"><xsl:value-of select="concat('#', $to)"/></xsl:when>
      <xsl:when test="self::tei:persName"><xsl:value-of select="concat('person:', normalize-space(.))"/></xsl:when>
      <xsl:when test="self::tei:orgName"><xsl:value-of select="concat('organisation:', normalize-space(.))"/></xsl:when>
      <xsl:when test="self::tei:placeName"><xsl:value-of select="concat('place:', normalize-space(.))"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:roleName"><span class="tei-roleName"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:template>

  <!-- i. Named here ================================================================================ -->

  <xsl:template name="named">
    <xsl:if test="$named">
      <section id="named" class="named" aria-labelledby="h-named">
        <h2 id="h-named"><xsl:value-of select="$t/named"/></h2>
        <div class="lists">
          <xsl:call-template name="named-list"><xsl:with-param name="label" select="$t/people"/><xsl:with-param name="of" select="$named-people | $unlisted[@kind = 'person']"/></xsl:call-template>
          <xsl:call-template name="named-list"><xsl:with-param name="label" select="$t/organisations"/><xsl:with-param name="of" select="$named-orgs | $unlisted[@kind = 'organisation']"/></xsl:call-template>
          <xsl:call-template name="named-list"><xsl:with-param name="label" select="$t/places"/><xsl:with-param name="of" select="$named-places | $unlisted[@kind = 'place']"/></xsl:call-template>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="named-list">
    <xsl:param name="label"/>
    <xsl:param name="of"/>
    <xsl:if test="$of">
      <div>
        <h3><xsl:value-of select="$label"/><xsl:text> </xsl:text><small><xsl:value-of select="count($of)"/></small></h3>
        <ul>
          <xsl:apply-templates select="$of" mode="named"><xsl:sort select="(tei:persName | tei:orgName | tei:placeName | @name)[1]"/></xsl:apply-templates>
        </ul>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- An entry: folded, its name and how often; unfolded, where. A script makes its card of it, by the names of the classes. -->
  <xsl:template match="*" mode="named">
    <xsl:variable name="ref" select="concat('#', @xml:id)"/>
    <xsl:variable name="self" select="."/>
    <xsl:for-each select="$entities">
      <xsl:apply-templates select="$self" mode="entry"><xsl:with-param name="entity" select="$self/self::entity | key('entity', $ref)"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="*" mode="entry">
    <xsl:param name="entity"/>
    <xsl:variable name="ref" select="concat('#', @xml:id)"/>
    <li>
      <xsl:if test="@xml:id"><xsl:call-template name="atts"/></xsl:if>
      <details>
        <summary>
          <b><xsl:value-of select="normalize-space((tei:persName | tei:orgName | tei:placeName | @name)[1])"/></b>
          <xsl:text> </xsl:text><small><xsl:call-template name="times"><xsl:with-param name="n" select="$entity[1]/@times"/><xsl:with-param name="ref" select="$ref"/></xsl:call-template>&#xa0;×</small>
        </summary>
        <xsl:if test="count(tei:persName | tei:orgName | tei:placeName) &gt; 1">
          <p class="also"><xsl:value-of select="concat($t/also, ' ')"/><xsl:apply-templates select="(tei:persName | tei:orgName | tei:placeName)[position() &gt; 1]" mode="listed"/></p>
        </xsl:if>
        <xsl:if test="$entity/@dates or tei:affiliation">
          <p class="about"><xsl:value-of select="$entity/@dates"/><xsl:if test="$entity/@dates and tei:affiliation"><xsl:text> · </xsl:text></xsl:if><xsl:apply-templates select="tei:affiliation" mode="listed"/></p>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="$entity/at"><ul class="where" dir="auto"><xsl:apply-templates select="$entity/at[name]"/><xsl:call-template name="further"><xsl:with-param name="at" select="$entity/at[not(name)]"/></xsl:call-template></ul></xsl:when>
          <xsl:otherwise><p class="where"><xsl:apply-templates select="key('place-of-naming', $ref)" mode="where"/></p></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$entity/@href">
          <p class="auth">
            <a href="{$entity/@href}"><xsl:choose>
              <xsl:when test="$entity/@documents = 1"><xsl:value-of select="$t/only-here"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="in-documents"><xsl:with-param name="n" select="$entity/@documents"/></xsl:call-template></xsl:otherwise>
            </xsl:choose></a>
            <xsl:apply-templates select="$entity/authority[@href]" mode="card"/>
          </p>
        </xsl:if>
      </details>
    </li>
  </xsl:template>

  <xsl:template name="times">
    <xsl:param name="n"/>
    <xsl:param name="ref"/>
    <xsl:choose>
      <xsl:when test="$n"><xsl:value-of select="$n"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="count(key('naming', $ref))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="listed"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:template>
  <xsl:template match="tei:affiliation" mode="listed"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:template>
  <xsl:template match="authority" mode="card"><xsl:text> · </xsl:text><xsl:apply-templates select="." mode="link"/></xsl:template>

  <!-- "… the Korean people, Comrade Kim Il Sung at its helm … ¶ 3" -->
  <xsl:template match="at">
    <li><xsl:value-of select="before"/><b><xsl:value-of select="name"/></b><xsl:value-of select="after"/><xsl:apply-templates select="@in" mode="at"/></li>
  </xsl:template>
  <xsl:template match="@in" mode="at"><xsl:text> </xsl:text><a href="#{.}"><xsl:call-template name="block"><xsl:with-param name="id" select="."/></xsl:call-template></a></xsl:template>

  <!-- the rest: only the paragraphs, each once -->
  <xsl:template name="further">
    <xsl:param name="at"/>
    <xsl:if test="$at">
      <li class="more">
        <xsl:value-of select="str:replace($t/and-more, '%', string(count($at)))"/>
        <xsl:apply-templates select="$at[@in][not(@in = preceding-sibling::at[1]/@in)]/@in" mode="at"/>
      </li>
    </xsl:if>
  </xsl:template>

  <!-- where it is named, if nothing more is known: ¶ 3 · 7 · heading -->
  <xsl:template match="*" mode="where"><xsl:apply-templates select="@xml:id" mode="where"/></xsl:template>
  <xsl:template match="@*" mode="where"><xsl:text> </xsl:text><a href="#{.}"><xsl:call-template name="block"><xsl:with-param name="id" select="."/></xsl:call-template></a></xsl:template>

  <!-- entries of standOff and particDesc, should a file show them in its text -->
  <xsl:template match="tei:listPerson | tei:listOrg | tei:listPlace | tei:person | tei:personGrp | tei:org | tei:place">
    <xsl:call-template name="unknown"/>
  </xsl:template>
</xsl:stylesheet>
