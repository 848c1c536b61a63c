<?xml version="1.0" encoding="UTF-8"?>
<!-- The TEI header: head, summary, card. What it says for citations stands in citation.xsl, of the making in making.xsl. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei str">

  <xsl:variable name="profileDesc" select="$teiHeader/tei:profileDesc"/>
  <xsl:variable name="sourceDesc" select="$teiHeader/tei:fileDesc/tei:sourceDesc"/>
  <xsl:variable name="capture" select="$sourceDesc/tei:bibl[@type = 'digital']"/>
  <xsl:variable name="ms" select="($sourceDesc//tei:msDesc/tei:msIdentifier)[1]"/>
  <xsl:variable name="translator" select="$titleStmt/tei:respStmt[tei:resp/@key = 'trl']"/>

  <xsl:variable name="date" select="($profileDesc/tei:creation/tei:date
    | $profileDesc[not(tei:creation/tei:date)]/tei:correspDesc/tei:correspAction[@type = 'sent']/tei:date
    | $profileDesc[not(tei:creation/tei:date)][not(tei:correspDesc/tei:correspAction/tei:date)]/../tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'digital']/tei:date[@type = 'document'])[1]"/>
  <xsl:variable name="place" select="($profileDesc/tei:creation/tei:placeName
    | $profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']/tei:placeName)[1]"/>
  <xsl:variable name="date-words"><xsl:apply-templates select="$date" mode="words"/></xsl:variable>
  <xsl:variable name="genre" select="substring-after($profileDesc/tei:textClass/tei:catRef/@target, 'genre-')"/>
  <xsl:variable name="genre-word" select="$t/genre[@n = $genre]"/>
  <xsl:variable name="sent" select="$profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']"/>
  <xsl:variable name="received" select="$profileDesc/tei:correspDesc/tei:correspAction[@type = 'received']"/>

  <!-- the header may say only "August 1973" where the dateline has a gap for the day -->
  <xsl:template match="tei:teiHeader//tei:date[string-length(@when) = 7][not(contains(., '[illegible'))]" mode="words">
    <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="@when"/></xsl:call-template>
    <xsl:if test="$text//tei:dateline/tei:date[@when = current()/@when]/tei:gap"><xsl:value-of select="concat(', ', $t/day-illegible)"/></xsl:if>
  </xsl:template>

  <!-- A page of an edition is told more by site/metadata.py; this is for a page that stands alone. -->
  <xsl:template match="tei:teiHeader" mode="meta">
    <xsl:variable name="abstract" select="normalize-space($profileDesc/tei:abstract)"/>
    <xsl:if test="$abstract != ''">
      <meta name="description">
        <xsl:attribute name="content">
          <xsl:value-of select="substring($abstract, 1, 199)"/>
          <xsl:if test="string-length($abstract) &gt; 199">…</xsl:if>
        </xsl:attribute>
      </meta>
    </xsl:if>
    <xsl:apply-templates select="$titleStmt/tei:author" mode="meta"/>
  </xsl:template>

  <xsl:template match="tei:author" mode="meta">
    <meta name="author" content="{normalize-space(.)}"/>
  </xsl:template>

  <!-- a. Head ====================================================================================== -->

  <xsl:template name="breadcrumb">
    <nav class="crumbs" aria-label="{$t/breadcrumb}">
      <ol>
        <xsl:if test="$home != ''">
          <li><a href="{$home}"><xsl:value-of select="$t/documents"/></a></li>
          <xsl:variable name="stated" select="substring(($date/@when | $date/@from | $date/@notBefore)[1], 1, 4)"/>
          <xsl:variable name="year" select="substring($stated, 1, 4 * (translate($stated, '012345678', '999999999') = '9999'))"/>
          <li>
            <xsl:choose>
              <xsl:when test="$year != ''"><a href="{$root}years/{$year}.html"><xsl:value-of select="$year"/></a></xsl:when>
              <xsl:otherwise><a href="{$home}#undated"><xsl:value-of select="$t/undated"/></a></xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:if>
        <li aria-current="page">
          <xsl:choose>
            <xsl:when test="$genre-word"><xsl:value-of select="$genre-word"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$t/this-document"/></xsl:otherwise>
          </xsl:choose>
        </li>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template name="head">
    <header class="head">
      <xsl:if test="$genre-word"><p class="genre"><xsl:value-of select="$genre-word"/></p></xsl:if>
      <h1><xsl:call-template name="title"/></h1>
      <xsl:apply-templates select="$titleStmt/tei:title[@type = 'sub']" mode="head"/>
      <p class="line">
        <span><xsl:choose>
          <xsl:when test="$date"><xsl:apply-templates select="$date" mode="time"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$t/undated"/></xsl:otherwise>
        </xsl:choose></span>
        <xsl:if test="$place"><xsl:text> </xsl:text><span><xsl:value-of select="normalize-space($place)"/></span></xsl:if>
        <xsl:if test="$speaker-count &gt; 0">
          <xsl:text> </xsl:text><span><xsl:call-template name="count"><xsl:with-param name="n" select="$speaker-count"/><xsl:with-param name="word" select="'speaker'"/></xsl:call-template></span>
        </xsl:if>
        <xsl:if test="$turns">
          <xsl:text> </xsl:text><span><xsl:call-template name="count"><xsl:with-param name="n" select="count($turns)"/><xsl:with-param name="word" select="'turn'"/></xsl:call-template></span>
        </xsl:if>
        <!-- about 220 words a minute, six characters a word -->
        <xsl:variable name="minutes" select="ceiling(string-length(normalize-space($text)) div 1320)"/>
        <xsl:if test="$minutes &gt; 0"><xsl:text> </xsl:text><span><xsl:value-of select="str:replace($t/reading-time, '%', string($minutes))"/></span></xsl:if>
      </p>
    </header>
  </xsl:template>

  <xsl:template match="tei:title" mode="head"><p class="subtitle"><xsl:value-of select="normalize-space(.)"/></p></xsl:template>

  <!-- b. Summary =================================================================================== -->

  <xsl:template match="tei:abstract" mode="summary">
    <section class="summary" id="summary" aria-label="{$t/summary}">
      <xsl:apply-templates select="node()"/>
      <xsl:if test="@resp = '#resp-archive'">
        <p class="by">
          <xsl:value-of select="$t/summary-from"/>
          <xsl:if test="$capture/tei:publisher"><xsl:value-of select="concat(': ', normalize-space($capture/tei:publisher))"/></xsl:if>
          <xsl:if test="@cert"><xsl:value-of select="concat(' (', $t/found-by-position, ')')"/></xsl:if>
        </p>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- c. Card ====================================================================================== -->

  <xsl:template name="card">
    <details id="card">
      <summary><h2><xsl:value-of select="$t/card"/></h2><span class="hint"><xsl:choose><xsl:when test="normalize-space($ms/tei:repository) != ''"><xsl:value-of select="normalize-space($ms/tei:repository)"/></xsl:when><xsl:otherwise><xsl:value-of select="$date-words"/></xsl:otherwise></xsl:choose></span></summary>
      <dl>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/from"/><xsl:with-param name="nodes" select="$sent/tei:persName | $sent/tei:orgName | $sent/tei:name"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/to"/><xsl:with-param name="nodes" select="$received/tei:persName | $received/tei:orgName | $received/tei:name"/></xsl:call-template>
        <xsl:if test="not($sent)">
          <xsl:call-template name="row"><xsl:with-param name="label" select="$t/author"/><xsl:with-param name="nodes" select="$titleStmt/tei:author"/></xsl:call-template>
        </xsl:if>
        <dt><xsl:value-of select="$t/date"/></dt><dd>
          <xsl:choose>
            <xsl:when test="$date">
              <xsl:value-of select="$date-words"/>
              <xsl:variable name="sorted"><xsl:apply-templates select="$date" mode="sorted"/></xsl:variable>
              <xsl:if test="$date/@cert"><xsl:value-of select="concat(' (', $t/inferred, ')')"/></xsl:if>
              <xsl:if test="$sorted != ''"><xsl:text> </xsl:text><small>(<xsl:value-of select="$sorted"/>)</small></xsl:if>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$t/undated"/></xsl:otherwise>
          </xsl:choose>
        </dd>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/place"/><xsl:with-param name="nodes" select="$place"/></xsl:call-template>
        <!-- the second language is that of the original; of a translation the first one is not -->
        <xsl:variable name="languages" select="$profileDesc/tei:langUsage/tei:language"/>
        <xsl:variable name="translated" select="$translator or $languages[2]"/>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/written-in"/><xsl:with-param name="nodes" select="$languages[2] | $languages[1][not($translated)]"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/language"/><xsl:with-param name="nodes" select="$languages[1][$translated]"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/translated-by"/><xsl:with-param name="nodes" select="$translator/tei:persName | $translator/tei:name | $translator/tei:orgName"/></xsl:call-template>
        <xsl:apply-templates select="$profileDesc/tei:correspDesc/tei:correspContext/tei:ref[@type = 'prev']" mode="card"/>
        <xsl:if test="$context/answered-by">
          <dt><xsl:value-of select="$t/answered-by"/></dt><xsl:for-each select="$context/answered-by"><dd><xsl:apply-templates select="." mode="document"/></dd></xsl:for-each>
        </xsl:if>
        <xsl:if test="$ms">
          <dt><xsl:value-of select="$t/held-at"/></dt><dd><xsl:call-template name="archival-reference"/></dd>
        </xsl:if>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/published-by"/><xsl:with-param name="nodes" select="$capture/tei:publisher"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/document-number"/><xsl:with-param name="nodes" select="$capture/tei:idno[@type = 'documentNumber']"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/record-id"/><xsl:with-param name="nodes" select="$capture/tei:idno[@type = 'recordId']"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/archive-terms"/><xsl:with-param name="nodes" select="$profileDesc/tei:textClass/tei:keywords/tei:term"/></xsl:call-template>
        <!-- whom the source thanks in its own words is named there -->
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/funded-by"/><xsl:with-param name="nodes" select="$titleStmt/tei:funder[not(contains($capture/tei:note[@type = 'acknowledgement'], normalize-space(.)))]"/></xsl:call-template>
        <xsl:if test="$teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability">
          <xsl:variable name="status" select="$teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/@status"/>
          <dt><xsl:value-of select="$t/rights"/></dt><dd><a href="#rights"><xsl:value-of select="$t/rights-status[@n = $status] | $t/rights-status[@n = 'stated'][not($t/rights-status[@n = $status])]"/></a></dd>
        </xsl:if>
        <xsl:call-template name="not-recorded"/>
      </dl>
    </details>
  </xsl:template>

  <!-- A row of the card, only if it has content -->
  <xsl:template name="row">
    <xsl:param name="label"/>
    <xsl:param name="nodes"/>
    <xsl:if test="$nodes">
      <dt><xsl:value-of select="$label"/></dt><xsl:for-each select="$nodes"><dd><xsl:apply-templates select="." mode="plain"/></dd></xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- A name of the header: links to its own page, else to its place among the names of this page, if it has one -->
  <xsl:template match="*" mode="plain">
    <xsl:variable name="of" select="descendant-or-self::*[@ref][1]/@ref"/>
    <xsl:variable name="page"><xsl:call-template name="page-of"><xsl:with-param name="ref" select="$of"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="$page != ''"><a class="quiet" href="{$page}"><xsl:value-of select="normalize-space(.)"/></a></xsl:when>
      <xsl:when test="starts-with($of, '#') and key('naming', $of)"><a class="quiet" href="{$of}"><xsl:value-of select="normalize-space(.)"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="archival-reference">
    <xsl:for-each select="$ms/*[not(self::tei:altIdentifier)]">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:value-of select="normalize-space(.)"/>
    </xsl:for-each>
    <xsl:apply-templates select="$ms/../tei:msContents/tei:msItem/tei:locus" mode="plain"/>
  </xsl:template>

  <xsl:template match="tei:locus" mode="plain">
    <xsl:text>, </xsl:text>
    <xsl:choose>
      <xsl:when test="normalize-space(.) != ''"><xsl:value-of select="normalize-space(.)"/></xsl:when>
      <xsl:when test="@to"><xsl:value-of select="concat($t/pages, '&#xa0;', @from, '–', @to)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($t/page, '&#xa0;', @from)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a reader would look for and the captured page does not tell -->
  <xsl:template name="not-recorded">
    <xsl:if test="$capture">
      <xsl:variable name="missing">
        <xsl:if test="not($place)"><xsl:value-of select="concat(', ', $t/nr-place)"/></xsl:if>
        <xsl:if test="$translator and not($profileDesc/tei:langUsage/tei:language[2])"><xsl:value-of select="concat(', ', $t/nr-original)"/></xsl:if>
        <xsl:if test="not($ms)"><xsl:value-of select="concat(', ', $t/nr-archive)"/></xsl:if>
        <xsl:if test="not($capture/tei:idno[@type = 'recordId'])"><xsl:value-of select="concat(', ', $t/nr-record-id)"/></xsl:if>
        <xsl:if test="not($capture/tei:date[@type = 'uploaded'])"><xsl:value-of select="concat(', ', $t/nr-uploaded)"/></xsl:if>
      </xsl:variable>
      <xsl:if test="$missing != ''">
        <dt><xsl:value-of select="$t/not-recorded"/></dt><dd class="missing"><xsl:value-of select="substring($missing, 3)"/></dd>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- Elements of the header never stand in the text; if a foreign file puts them there, they are seen. -->
  <xsl:template match="tei:fileDesc | tei:encodingDesc | tei:profileDesc | tei:revisionDesc | tei:titleStmt
      | tei:publicationStmt | tei:sourceDesc | tei:editorialDecl | tei:appInfo | tei:application | tei:classDecl
      | tei:taxonomy | tei:category | tei:catDesc | tei:catRef | tei:textClass | tei:keywords | tei:langUsage | tei:language
      | tei:creation | tei:correspDesc | tei:correspAction | tei:correspContext | tei:particDesc | tei:abstract
      | tei:availability | tei:respStmt | tei:funder | tei:correction | tei:normalization | tei:quotation
      | tei:hyphenation | tei:segmentation | tei:interpretation | tei:stdVals | tei:samplingDecl | tei:projectDesc
      | tei:change | tei:msDesc | tei:msIdentifier | tei:msContents | tei:msItem">
    <xsl:call-template name="unknown"/>
  </xsl:template>
  <xsl:template match="tei:teiHeader"/>
</xsl:stylesheet>
