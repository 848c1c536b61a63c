<?xml version="1.0" encoding="UTF-8"?>
<!-- Text structure and core: divisions, headings, paragraphs, lists, tables, quotations, breaks, phrases. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:TEI | tei:teiCorpus"><xsl:apply-templates select="tei:text | tei:TEI"/></xsl:template>
  <xsl:template match="tei:text | tei:body | tei:front | tei:group"><xsl:apply-templates select="node()"/></xsl:template>

  <!-- The notes printed at the end of the document stand under "Notes"; all else of the back matter here. -->
  <xsl:template match="tei:back"><xsl:apply-templates select="node()[not(self::tei:div[@type = 'notes'])]"/></xsl:template>

  <xsl:template match="tei:div">
    <div class="tei-div"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></div>
  </xsl:template>

  <!-- A headline with which the text begins and which is the title of the page already: the eye does not need it twice. -->
  <xsl:variable name="page-title-words"><xsl:call-template name="title"/></xsl:variable>
  <xsl:variable name="headline" select="generate-id(($text//text()[normalize-space(.) != ''])[1]/ancestor::tei:head[1]
    [normalize-space(.) = string($page-title-words)][not(.//tei:note or .//tei:ref or .//tei:gap)])"/>

  <!-- The page has its h1; headings of the text begin at h2 and stop at h6. -->
  <xsl:template match="tei:head">
    <xsl:variable name="depth" select="count(ancestor::tei:div) + 1"/>
    <xsl:variable name="level" select="$depth * ($depth &lt; 6) + 6 * ($depth &gt;= 6)"/>
    <xsl:element name="h{$level + ($level = 1)}">
      <xsl:attribute name="class">tei-head<xsl:if test="generate-id() = $headline"> sr</xsl:if></xsl:attribute>
      <xsl:call-template name="atts"/>
      <xsl:apply-templates select="node()"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:list/tei:head | tei:table/tei:head | tei:figure/tei:head | tei:listPerson/tei:head">
    <p class="tei-head"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></p>
  </xsl:template>

  <!-- Paragraphs ================================================================================== -->

  <!-- A TEI paragraph may hold lists and tables, an HTML paragraph may not: then it is a div. -->
  <xsl:template match="tei:p">
    <xsl:choose>
      <xsl:when test="descendant::tei:p or descendant::tei:list or descendant::tei:table or descendant::tei:figure or descendant::tei:lg
          or descendant::tei:sp or descendant::tei:quote[*] or descendant::tei:floatingText or descendant::tei:address or descendant::tei:listBibl">
        <div class="tei-p" role="paragraph"><xsl:call-template name="p"/></div>
      </xsl:when>
      <xsl:otherwise><p class="tei-p"><xsl:call-template name="p"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="p">
    <xsl:call-template name="atts"/>
    <xsl:call-template name="paragraph-number"/>
    <xsl:if test="parent::tei:sp">
      <!-- two steps: with further conditions, libxslt would look at all that stands before -->
      <xsl:variable name="before" select="preceding-sibling::*[1]"/>
      <xsl:apply-templates select="$before[self::tei:speaker]" mode="run-in"/>
    </xsl:if>
    <xsl:apply-templates select="node()"/>
  </xsl:template>

  <!-- The number in the margin is the link; it is no word of the text. -->
  <xsl:variable name="paragraph-word" select="string($t/paragraph)"/>
  <xsl:template name="paragraph-number">
    <xsl:if test="@xml:id and ancestor::tei:text">
      <xsl:variable name="n">
        <xsl:choose>
          <xsl:when test="starts-with(@xml:id, 'p-')"><xsl:value-of select="substring(@xml:id, 3)"/></xsl:when>
          <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
          <xsl:otherwise>¶</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <a class="n app" href="#{@xml:id}" aria-label="{$paragraph-word} {$n}">
        <xsl:if test="$n = 1 or $n mod 5 = 0"><xsl:attribute name="class">n n5 app</xsl:attribute></xsl:if>
        <xsl:value-of select="$n"/>
      </a>
    </xsl:if>
  </xsl:template>

  <!-- a paragraph that the page shows outside the text: a summary, a rights statement -->
  <xsl:template match="tei:teiHeader//tei:p"><p><xsl:apply-templates select="node()"/></p></xsl:template>

  <!-- Lists and tables ============================================================================ -->

  <xsl:template match="tei:list">
    <xsl:apply-templates select="tei:head"/>
    <ul class="tei-list" role="list"><xsl:call-template name="atts"/><xsl:apply-templates select="node()[not(self::tei:head)]"/></ul>
  </xsl:template>
  <xsl:template match="tei:item">
    <li class="tei-item"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></li>
  </xsl:template>
  <xsl:template match="tei:list/tei:label"><li class="tei-label"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></li></xsl:template>
  <xsl:template match="tei:list/*" priority="-0.2"><li><xsl:call-template name="unknown"/></li></xsl:template>
  <xsl:template match="tei:label"><span class="tei-label"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:template>

  <xsl:template match="tei:table">
    <xsl:apply-templates select="tei:head"/>
    <div class="scroll" role="region" tabindex="0" aria-label="{$t/table}">
      <table class="tei-table"><xsl:call-template name="atts"/><tbody><xsl:apply-templates select="node()[not(self::tei:head)]"/></tbody></table>
    </div>
  </xsl:template>
  <xsl:template match="tei:row"><tr class="tei-row"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></tr></xsl:template>
  <xsl:template match="tei:cell">
    <xsl:choose>
      <xsl:when test="@role = 'label' or parent::tei:row/@role = 'label'"><th scope="col"><xsl:call-template name="cell"/></th></xsl:when>
      <xsl:otherwise><td><xsl:call-template name="cell"/></td></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="cell">
    <xsl:if test="@cols &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
    <xsl:if test="@rows &gt; 1"><xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute></xsl:if>
    <xsl:call-template name="atts"/>
    <xsl:apply-templates select="node()"/>
  </xsl:template>

  <!-- Quotations, figures, breaks ================================================================== -->

  <xsl:template match="tei:quote">
    <xsl:choose>
      <xsl:when test="* or parent::tei:div or parent::tei:sp or parent::tei:body"><blockquote class="tei-quote" dir="auto"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></blockquote></xsl:when>
      <xsl:otherwise><q class="tei-quote" dir="auto"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></q></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- the marks are characters of the text; the stylesheet switches off those of <q> -->
  <xsl:template match="tei:q"><q class="tei-q" dir="auto"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></q></xsl:template>

  <xsl:template match="tei:figure"><figure class="tei-figure"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></figure></xsl:template>
  <xsl:template match="tei:figDesc"><figcaption class="tei-figDesc"><xsl:apply-templates select="node()"/></figcaption></xsl:template>
  <xsl:template match="tei:p//tei:figure"><span class="tei-figure"><xsl:call-template name="atts"/><xsl:apply-templates select="node()" mode="phrase"/></span></xsl:template>
  <xsl:template match="*" mode="phrase"><xsl:apply-templates select="node()"/></xsl:template>

  <xsl:template match="tei:lb"><br/></xsl:template>
  <!-- a word that the capture divides: one word here, with its hyphen; two lines in the view "As in the source" -->
  <xsl:template match="tei:lb[@break = 'no']"><br class="in-source"/></xsl:template>
  <xsl:template match="tei:pb">
    <span class="tei-pb app">
      <xsl:call-template name="atts"/>
      <xsl:value-of select="$t/page"/>
      <xsl:if test="@n"><xsl:text> </xsl:text><xsl:value-of select="@n"/></xsl:if>
    </span>
  </xsl:template>
  <xsl:template match="tei:fw"><span class="tei-fw"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:template>
  <xsl:template match="tei:milestone"><span class="tei-milestone"><xsl:call-template name="atts"/><xsl:value-of select="@n"/></span></xsl:template>
  <xsl:template match="tei:trailer"><p class="tei-trailer"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></p></xsl:template>
  <xsl:template match="tei:byline"><p class="tei-byline"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></p></xsl:template>

  <!-- Phrases ====================================================================================== -->

  <xsl:template match="tei:hi">
    <xsl:variable name="as">
      <xsl:choose>
        <xsl:when test="contains(@rend, 'bold')">b</xsl:when>
        <xsl:when test="contains(@rend, 'italic')">i</xsl:when>
        <xsl:when test="contains(@rend, 'super')">sup</xsl:when>
        <xsl:when test="contains(@rend, 'sub')">sub</xsl:when>
        <xsl:when test="contains(@rend, 'underline')">u</xsl:when>
        <xsl:when test="@rend">span</xsl:when>
        <xsl:otherwise>i</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$as}">
      <xsl:attribute name="class">tei-hi</xsl:attribute>
      <xsl:call-template name="atts"/>
      <xsl:if test="$as = 'u'"><xsl:call-template name="aloud"><xsl:with-param name="words" select="$t/underlined"/></xsl:call-template></xsl:if>
      <xsl:apply-templates select="node()"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:foreign"><i class="tei-foreign"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></i></xsl:template>
  <xsl:template match="tei:title | tei:bibl"><cite class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></cite></xsl:template>
  <xsl:template match="tei:seg | tei:name | tei:email | tei:idno | tei:term | tei:author | tei:publisher
      | tei:biblScope | tei:resp | tei:settlement | tei:institution | tei:repository | tei:collection | tei:locus
      | tei:affiliation | tei:birth | tei:death | tei:desc">
    <span class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span>
  </xsl:template>

  <xsl:template match="tei:date | tei:time">
    <xsl:variable name="form" select="translate(@when, '012345678', '999999999')"/>
    <xsl:variable name="is-day"><xsl:call-template name="is-day"><xsl:with-param name="of" select="@when"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="($is-day = 'true' or ($form = '99:99:99' or $form = '99:99') and substring(@when, 1, 2) &lt; 24 and substring(@when, 4, 2) &lt; 60)
          and not(descendant::tei:note)">
        <time class="tei-{local-name()}" datetime="{@when}"><xsl:call-template name="date-title"/><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></time>
      </xsl:when>
      <xsl:otherwise><span class="tei-{local-name()}"><xsl:call-template name="date-title"/><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- an inferred date shows its reading on hover; a stated one needs none -->
  <xsl:template name="date-title">
    <xsl:if test="@cert and (@when | @from | @notBefore)">
      <xsl:attribute name="title"><xsl:apply-templates select="self::tei:date" mode="words"/><xsl:value-of select="concat(' (', $t/inferred, ')')"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Links: only within this file, to http, https and mailto. Anything else stays text. -->
  <xsl:template match="tei:ref">
    <xsl:choose>
      <xsl:when test="starts-with(@target, '#') and key('id', substring(@target, 2))[ancestor::tei:text]">
        <a class="tei-ref" href="{@target}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></a>
      </xsl:when>
      <xsl:when test="@target"><xsl:call-template name="outward"><xsl:with-param name="to" select="@target"/></xsl:call-template></xsl:when>
      <xsl:otherwise><span class="tei-ref"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="outward">
    <xsl:param name="to"/>
    <xsl:param name="words"/>
    <xsl:variable name="scheme" select="translate(substring-before($to, ':'), 'HTPSMAILO', 'htpsmailo')"/>
    <xsl:choose>
      <xsl:when test="($scheme = 'mailto' or ($scheme = 'http' or $scheme = 'https') and substring-after($to, '://') != '' and substring-before($to, '://') = substring-before($to, ':')) and not(ancestor::tei:ref)">
        <a class="tei-ref" href="{$to}"><xsl:call-template name="words-or-content"><xsl:with-param name="words" select="$words"/></xsl:call-template></a>
      </xsl:when>
      <xsl:otherwise><span class="tei-ref"><xsl:call-template name="words-or-content"><xsl:with-param name="words" select="$words"/></xsl:call-template></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="words-or-content">
    <xsl:param name="words"/>
    <xsl:choose>
      <xsl:when test="$words"><xsl:value-of select="$words"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An element nobody wrote a template for is seen, with its name. -->
  <xsl:template match="*" priority="-1"><xsl:call-template name="unknown"/></xsl:template>
  <xsl:template name="unknown">
    <xsl:choose>
      <xsl:when test="descendant::tei:p or descendant::tei:div or descendant::tei:sp or descendant::tei:list or descendant::tei:table
          or parent::tei:div or parent::tei:body or parent::tei:front or parent::tei:back or parent::tei:text or parent::tei:sp">
        <div class="unknown"><xsl:call-template name="unknown-content"/></div>
      </xsl:when>
      <xsl:otherwise><span class="unknown"><xsl:call-template name="unknown-content"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="unknown-content">
    <xsl:call-template name="atts"/>
    <code class="app" title="{$t/unknown-element}"><xsl:value-of select="local-name()"/></code>
    <xsl:apply-templates select="node()"/>
  </xsl:template>

  <!-- lists of people and places are shown by names.xsl, not in the run of the text -->
  <xsl:template match="tei:standOff"/>
</xsl:stylesheet>
